import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FenceState } from "@/lib/geofence/types";
import { initialTrackState } from "./process-fix";
import { packState, unpackState } from "./stored-state";
import type { TrackState } from "./types";

const at = fc.integer({ min: 1_600_000_000_000, max: 1_900_000_000_000 });
const number = fc.double({ min: 0, max: 1e6, noNaN: true });
const point = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lng: fc.double({ min: -180, max: 180, noNaN: true }),
});
const spot = fc.record({ at, point, accuracyMeters: number });
const nullable = <Value>(one: fc.Arbitrary<Value>) => fc.option(one, { nil: null });
const fence: FenceState = {
  phase: "inside",
  seen: "inside",
  turn: null,
  visitArrivedAt: 1,
  lastDepartedAt: null,
  lastSeenAt: 2,
  checkedInEdgeMeters: null,
};
const motion = fc.record({
  anchor: nullable(
    fc.record({
      point,
      accuracyMeters: number,
      since: at,
      last: at,
      meters: number,
      isStill: fc.boolean(),
    }),
  ),
  away: nullable(fc.record({ at, point, accuracyMeters: number, speedMps: nullable(number) })),
  trip: nullable(
    fc.record({ startedAt: at, from: point, counted: spot, meters: number, maxMps: number, reach: number }),
  ),
});
const states: fc.Arbitrary<TrackState> = fc
  .record(
    {
      newest: nullable(spot),
      knowsPlace: fc.boolean(),
      last: nullable(spot),
      lastGood: nullable(spot),
      held: nullable(fc.record({ since: at, first: spot, newest: spot })),
      decidedUntil: nullable(at),
      fences: fc.dictionary(fc.uuid(), fc.constant(fence), { maxKeys: 3 }),
      motion,
      /** As most states are: what came last was accepted. */
      accepts: fc.constantFrom("nothing", "last", "both"),
    },
    {
      requiredKeys: ["newest", "knowsPlace", "last", "lastGood", "held", "decidedUntil", "fences", "accepts"],
    },
  )
  .map(({ newest, knowsPlace, last, lastGood, held, decidedUntil, fences, motion, accepts }) => ({
    newestAt: newest?.at ?? null,
    newestPoint: newest && knowsPlace ? newest.point : null,
    judge: {
      last: newest && accepts !== "nothing" ? newest : last,
      lastGood: newest && accepts === "both" ? newest : lastGood,
      held,
    },
    decidedUntil,
    fences,
    ...(motion === undefined ? {} : { motion }),
  }));

const stored = (state: TrackState) => JSON.parse(JSON.stringify(packState(state)));
/** What JSON makes of a state; it has no -0. */
const plain = (state: TrackState) => JSON.parse(JSON.stringify(state));

describe("a stored state", () => {
  it("comes back as it was, whatever it holds", () => {
    fc.assert(
      fc.property(states, (state) => {
        expect(plain(unpackState(stored(state)))).toEqual(plain(state));
      }),
      { numRuns: 1000 },
    );
  });

  it("of somebody never heard is empty", () => {
    expect(stored(initialTrackState)).toEqual({});
    expect(unpackState({})).toEqual(initialTrackState);
  });

  it("of somebody on the road takes a third of what it would take with names", () => {
    const fix = { at: 1_732_700_000_000, point: { lat: 6.524412, lng: 3.379211 }, accuracyMeters: 8 };
    const onTheRoad: TrackState = {
      newestAt: fix.at,
      newestPoint: fix.point,
      judge: { last: fix, lastGood: fix, held: null },
      decidedUntil: null,
      fences: {},
      motion: {
        anchor: { ...fix, since: fix.at, last: fix.at, meters: 1234.567891234, isStill: false },
        away: null,
        trip: { startedAt: fix.at, from: fix.point, counted: fix, meters: 1234.5, maxMps: 12, reach: 800 },
      },
    };
    expect(JSON.stringify(packState(onTheRoad)).length * 3).toBeLessThan(
      JSON.stringify(onTheRoad).length + 60,
    );
  });
});
