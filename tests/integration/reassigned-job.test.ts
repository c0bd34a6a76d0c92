import { describe, expect, it } from "vitest";
import { recordFixes } from "@/lib/tracking/commands/record-fixes";
import { call } from "../support/call";
import { freshDatabase } from "../support/database";
import { incoming, submission } from "../support/day";
import { eastOfSite } from "../support/fixes";
import { makeJob, makeTechnician, makeTenant, makeUser, PLACE, type TestUser } from "../support/fixtures";

freshDatabase();
const MINUTE = 60_000;

interface Told {
  technician_id: string;
}

describe("a job that went to a colleague", () => {
  it("shows him its visits and decisions of his own, and the office those of both", async () => {
    const tenant = await makeTenant();
    const dispatcher = await makeUser(tenant, "dispatcher");
    const [before, after] = [
      await makeTechnician(tenant, "Ada Obi"),
      await makeTechnician(tenant, "Ben Eze"),
    ];
    const colleague = await makeUser(tenant, "technician", { technicianId: after.id });
    const start = Date.now() - 14 * MINUTE;
    const send = (technicianId: string, at: number, meters: number) =>
      recordFixes(submission(tenant, technicianId, [incoming(at, eastOfSite(meters))]));
    const job = await makeJob(dispatcher, {
      technician_id: before.id,
      window_start: new Date(start).toISOString(),
    });
    const read = async (as: TestUser) => {
      const decided = await call(`GET /geofence/decisions?job_id=${job.id}`, { cookie: as.cookie });
      const onSite = await call(`GET /geofence/job-time-on-site/${job.id}`, { cookie: as.cookie });
      expect([decided.status, onSite.status]).toEqual([200, 200]);
      const whose = (list: unknown) => [...new Set((list as Told[]).map((item) => item.technician_id))];
      return {
        decisions: whose(decided.json.items),
        visits: whose(onSite.json.visits),
        seconds: onSite.json.time_on_site_seconds,
      };
    };

    await send(before.id, start + MINUTE, 900);
    await send(before.id, start + 2 * MINUTE, 10);
    const checkOut = { ...PLACE, accuracy: 12 };
    await call(`POST /jobs/${job.id}/check-out`, { cookie: dispatcher.cookie, body: checkOut });
    await call(`POST /jobs/${job.id}/assign/${after.id}`, { cookie: dispatcher.cookie, body: {} });
    expect(await read(colleague)).toEqual({ decisions: [], visits: [], seconds: 0 });

    await send(after.id, Date.now(), 20);
    expect(await read(colleague)).toMatchObject({ decisions: [after.id], visits: [after.id] });
    const office = await read(dispatcher);
    expect(new Set(office.decisions)).toEqual(new Set([before.id, after.id]));
    expect(new Set(office.visits)).toEqual(new Set([before.id, after.id]));
    expect(office.seconds).toBeGreaterThan(10 * 60);
  });
});
