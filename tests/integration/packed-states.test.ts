import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { FenceState } from "@/lib/geofence/types";
import { initialTrackState } from "@/lib/tracking/process-fix";
import { unpackState } from "@/lib/tracking/stored-state";
import type { TrackState } from "@/lib/tracking/types";
import { freshDatabase } from "../support/database";

const database = freshDatabase();

const spot = (second: number, lng: number) => ({
  at: 1_732_700_000_000 + second * 1000,
  point: { lat: 6.524412, lng },
  accuracyMeters: 8.25,
});
const onSite: FenceState = {
  phase: "inside",
  seen: "inside",
  turn: null,
  visitArrivedAt: 1_732_700_000_000,
  lastDepartedAt: null,
  lastSeenAt: 1_732_700_000_000,
  checkedInEdgeMeters: null,
};
const busy: TrackState = {
  newestAt: spot(60, 3).at,
  newestPoint: spot(60, 3).point,
  judge: {
    last: spot(40, 3.1),
    lastGood: spot(30, 3.2),
    held: { since: 5, first: spot(50, 3), newest: spot(60, 3) },
  },
  decidedUntil: 1_732_700_099_000,
  fences: { "0193694c-0000-7000-8000-000000000001": onSite },
  motion: {
    anchor: {
      point: spot(0, 3.3).point,
      accuracyMeters: 20,
      since: 1,
      last: 2,
      meters: 1234.567891234,
      isStill: true,
    },
    away: { ...spot(40, 3.1), speedMps: null },
    trip: {
      startedAt: 7,
      from: spot(0, 3.3).point,
      counted: spot(30, 3.2),
      meters: 12.5,
      maxMps: 3,
      reach: 9,
    },
  },
};
const states: [string, TrackState][] = [
  ["of somebody never heard", initialTrackState],
  ["with everything in it", busy],
  [
    "of somebody heard by coarse fixes only",
    { ...initialTrackState, newestAt: 1, newestPoint: spot(0, 3).point },
  ],
  ["from before places were remembered", { ...initialTrackState, newestAt: 1 }],
  ["of somebody who stands", { ...busy, motion: { anchor: null, away: null, trip: null } }],
];

it("a node from before cannot write a state that nobody could read", async () => {
  const state = JSON.stringify(initialTrackState);
  for (const table of ["tracking_checkpoints", "tracking_states"]) {
    const columns = table === "tracking_states" ? "tenant_id, technician_id" : "at, tenant_id, technician_id";
    const values = table === "tracking_states" ? "" : "now(), ";
    await expect(
      database.owner.unsafe(
        `insert into ${table} (${columns}, state) values (${values}gen_random_uuid(), gen_random_uuid(), '${state}')`,
      ),
    ).rejects.toMatchObject({ code: "23514" });
  }
});

it.each(states)("the migration keeps a state %s", async (_, state) => {
  const [packSpot = "", packState = ""] = readFileSync(
    "drizzle/migrations/0011_packed_states.sql",
    "utf8",
  ).split("--> statement-breakpoint");
  // Functions of pg_temp belong to one connection, so all of it is one transaction that leaves nothing.
  await database.owner.begin(async (connection) => {
    await connection.unsafe(packSpot);
    await connection.unsafe(packState);
    const [row] = await connection`
        select pg_temp.pack_state(${JSON.stringify(state)}::text::jsonb) as packed`;
    expect(unpackState(row?.packed)).toEqual(state);
    await connection`drop function pg_temp.pack_state(jsonb), pg_temp.pack_spot(jsonb)`;
  });
});
