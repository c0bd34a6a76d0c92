import { beforeEach, describe, expect, it } from "vitest";
import type { TechnicianWire } from "@/lib/realtime/protocol";
import { call } from "../support/call";
import { freshDatabase } from "../support/database";
import {
  makeTechnician,
  makeTenant,
  makeToken,
  makeUser,
  PLACE,
  type TestTenant,
  type TestUser,
} from "../support/fixtures";

freshDatabase();
const HOUR = 3_600_000;
const circle = { ...PLACE, radius_meters: 200 };
let tenant: TestTenant;
let dispatcher: TestUser;
let person: TechnicianWire;

beforeEach(async () => {
  tenant = await makeTenant();
  dispatcher = await makeUser(tenant, "dispatcher");
  person = await makeTechnician(tenant, "Was Here");
});

const ago = (hours: number) => new Date(Date.now() - hours * HOUR).toISOString();
const wholeTime = () => ({ from: ago(72), to: ago(0) });
const ask = (more: object = {}, cookie = dispatcher.cookie) =>
  call("POST /areas/search", { cookie, body: { circle, ...wholeTime(), ...more } });

describe("only the office may ask, about its own people, within bounds", () => {
  it("a technician may not, nor may a token without the permission", async () => {
    const own = await makeUser(tenant, "technician", { technicianId: person.id });
    expect((await ask({}, own.cookie)).status).toBe(403);
    const body = { circle, ...wholeTime() };
    expect(
      (await call("POST /areas/search", { token: await makeToken(tenant, ["jobs:read"]), body })).status,
    ).toBe(403);
    expect(
      (await call("POST /areas/search", { token: await makeToken(tenant, ["read"]), body })).status,
    ).toBe(200);
    expect((await call("POST /areas/search", { body })).status).toBe(401);
  });

  it("sees nobody of another company", async () => {
    const body = { fixes: [3, 2, 1].map((hours) => ({ ...PLACE, accuracy: 5, recorded_at: ago(hours) })) };
    await call(`POST /technicians/${person.id}/locations`, { cookie: dispatcher.cookie, body });
    expect((await ask()).json.items).toHaveLength(1);
    const stranger = await makeUser(await makeTenant("other"), "dispatcher");
    expect((await ask({}, stranger.cookie)).json.items).toEqual([]);
    expect((await ask({ technician_ids: [person.id] }, stranger.cookie)).status).toBe(404);
  });

  it.each([
    ["no area", { circle: undefined }, 400, undefined],
    [
      "two areas",
      {
        polygon: [
          [3, 6],
          [3.01, 6],
          [3.01, 6.01],
        ],
      },
      400,
      undefined,
    ],
    ["an unknown field", { radius: 5 }, 400, "radius"],
    [
      "latitude first",
      {
        circle: undefined,
        polygon: [
          [6, 100],
          [6, 100.1],
          [6.1, 100],
        ],
      },
      422,
      "polygon.0.1",
    ],
    [
      "two corners",
      {
        circle: undefined,
        polygon: [
          [3, 6],
          [3.1, 6],
        ],
      },
      422,
      "polygon",
    ],
    [
      "crossing lines",
      {
        circle: undefined,
        polygon: [
          [3, 6],
          [3.01, 6.01],
          [3.01, 6],
          [3, 6.01],
        ],
      },
      422,
      "polygon",
    ],
    [
      "both sides of 180°",
      {
        circle: undefined,
        polygon: [
          [179.9, 6],
          [-179.9, 6],
          [-179.9, 6.1],
        ],
      },
      422,
      "polygon",
    ],
    [
      "a country",
      { circle: { latitude: 6, longitude: 3, radius_meters: 400_000 } },
      422,
      "circle.radius_meters",
    ],
    [
      "too many corners",
      { circle: undefined, polygon: Array.from({ length: 500 }, (_, i) => [3 + i / 1e4, 6]) },
      422,
      "polygon",
    ],
    [
      "longer than locations are kept",
      { from: new Date(Date.now() - 90 * 24 * HOUR).toISOString() },
      422,
      "from",
    ],
    ["too much area for the time", { circle: { ...circle, radius_meters: 49_000 } }, 422, "circle"],
    ["time running backwards", { from: new Date(Date.now() + HOUR).toISOString() }, 422, "to"],
    ["a cursor of something else", { cursor: "abc" }, 400, "cursor"],
  ])("refuses %s", async (_what, more, status, field) => {
    const answer = await ask({ from: ago(12 * 24), ...more });
    expect([answer.status, answer.json.field, String(answer.json.detail).length > 10]).toEqual([
      status,
      field,
      true,
    ]);
  });
});
