import { expect, it } from "vitest";
import { destinationPoint } from "@/lib/geo/destination";
import { recordFixes } from "@/lib/tracking/commands/record-fixes";
import type { FixSource } from "@/lib/tracking/types";
import { call } from "../support/call";
import { freshDatabase } from "../support/database";
import { incoming, submission } from "../support/day";
import { classicSite } from "../support/fixes";
import { makeTechnician, makeTenant, makeUser } from "../support/fixtures";

freshDatabase();
const MINUTE = 60_000;

it("a day on which two sources disagree by an hour is flagged, to the office and to nobody else's (LOC-7)", async () => {
  const tenant = await makeTenant();
  const dispatcher = await makeUser(tenant, "dispatcher");
  const { id } = await makeTechnician(tenant);
  const start = Math.floor(Date.now() / 1000) * 1000 - 5 * 60 * MINUTE;
  const drive = (source: FixSource, aheadMs: number) =>
    Array.from({ length: 120 }, (_, index) => {
      const one = incoming(
        start + index * 2 * MINUTE + aheadMs,
        destinationPoint(classicSite, 70, index * 900),
      );
      return { ...one, fix: { ...one.fix, source } };
    });
  const clocks = async (user = dispatcher, who = id) =>
    call(`GET /technicians/${who}/clocks?from=${new Date(start - 60 * MINUTE).toISOString()}`, user);

  await recordFixes(submission(tenant, id, drive("phone", 0)));
  expect((await clocks()).json).toEqual({ items: [] });
  await recordFixes(submission(tenant, id, drive("owntracks", -60 * MINUTE)));
  expect((await clocks()).json).toEqual({
    items: [{ sources: ["owntracks", "phone"], offset_seconds: 3600 }],
  });

  const stranger = await makeUser(await makeTenant("other"), "dispatcher");
  expect((await clocks(stranger)).status).toBe(404);
  const other = await makeTechnician(tenant, "Bola Ade");
  const colleague = await makeUser(tenant, "technician", { technicianId: other.id });
  expect((await clocks(colleague)).status).toBe(404);
  expect(
    (
      await call(
        `GET /technicians/${id}/clocks?from=2020-01-01T00:00:00Z&to=2020-02-01T00:00:00Z`,
        dispatcher,
      )
    ).status,
  ).toBe(422);
});
