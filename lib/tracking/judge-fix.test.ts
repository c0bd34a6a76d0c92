import { describe, expect, it } from "vitest";
import { destinationPoint } from "@/lib/geo/destination";
import { defaultFenceRules as rules } from "@/lib/geofence/fence-rules";
import { apiFix, classicSite, eastOfSite, seconds } from "@/tests/support/fixes";
import { meaningfulSpeed, normaliseAccuracy } from "./judge-fix";
import { initialTrackState, processFix } from "./process-fix";
import type { Fix, TrackState } from "./types";

/** `[second, metres east, rest]` through the judge; what became of each fix. */
function judged(
  steps: readonly (readonly [number, number, Partial<Fix>?])[],
  from: TrackState = initialTrackState,
) {
  let state = from;
  return steps.map(([at, east, rest]) => {
    const step = processFix(state, apiFix(seconds(at), eastOfSite(east), rest), [], rules);
    state = step.state;
    const { verdict, reason, movesMarker } = step.result;
    return `${verdict}${reason ? ` ${reason}` : ""}${movesMarker ? " marker" : ""}`;
  });
}

describe("accuracy (GEO-3)", () => {
  it.each([
    ["api", null, 0],
    ["phone", null, 0],
    ["api", 0, 50],
    ["api", -1, 50],
    ["api", Number.NaN, 50],
    ["api", 12.5, 12.5],
    ["owntracks", null, 50],
    ["osmand", 0, 50],
    ["traccar", -1, 50],
    ["overland", 9, 9],
    ["gpslogger", null, 50],
  ] as const)("%s sending %s counts as %s m", (source, accuracyMeters, meters) => {
    expect(normaliseAccuracy({ source, accuracyMeters })).toBe(meters);
  });
});

describe("speed", () => {
  it.each([
    [null, null, null],
    [-1, 90, null],
    [0, 0, null],
    [0, 90, 0],
    [0, null, 0],
    [Number.NaN, 90, null],
    [8, 0, 8],
  ])("%s m/s with heading %s is %s", (speedMps, headingDegrees, known) => {
    expect(meaningfulSpeed({ speedMps, headingDegrees })).toBe(known);
  });
});

describe("the judge (LOC-7)", () => {
  it("knows the same fix again, and a fix older than the newest", () => {
    expect(
      judged([
        [0, 0],
        [30, 10],
        [30, 10],
        [20, 10],
        [0, 0],
        [60, 10],
      ]),
    ).toEqual([
      "good marker",
      "good marker",
      "duplicate",
      "late older_than_newest",
      "late older_than_newest",
      "good marker",
    ]);
  });

  it("lets the second of two places at the same moment win nothing", () => {
    expect(
      judged([
        [0, 0],
        [0, 500],
        [30, 10],
      ]),
    ).toEqual(["good marker", "late same_time", "good marker"]);
  });

  it("moves nothing for a mock location", () => {
    expect(
      judged([
        [0, 0],
        [30, 5000, { mock: true }],
        [60, 10],
      ]),
    ).toEqual(["good marker", "mock", "good marker"]);
  });

  it.each<[string, number, number, Partial<Fix>, string]>([
    ["5 km in 30 s", 30, 5000, {}, "outlier jump"],
    ["5 km in 56 s is an airliner, not a jump", 56, 5000, {}, "good marker"],
    ["900 m in 1 s is within GPS tantrums", 1, 900, {}, "good marker"],
    ["1,050 m in 1 s with 60 m accuracy may be 990 m", 1, 1050, { accuracyMeters: 60 }, "good marker"],
    ["1,050 m in 1 s with 40 m accuracy is 1,010 m", 1, 1050, { accuracyMeters: 40 }, "outlier jump"],
    ["a cell fix 3 km off that admits 2.5 km", 1, 3000, { accuracyMeters: 2500 }, "coarse accuracy_over_150"],
  ])("%s", (_name, at, east, rest, verdict) => {
    expect(
      judged([
        [0, 0],
        [at, east, rest],
      ])[1],
    ).toBe(verdict);
  });

  it("measures jumps against the last accepted fix, a coarse one included", () => {
    const throughCoarse = judged([
      [0, 0],
      [30, 4000, { accuracyMeters: 3900 }],
      [31, 4100, { accuracyMeters: 5 }],
    ]);
    expect(throughCoarse[2]).toBe("good marker");
  });

  it("lets the true track go on at once after a confident teleport", () => {
    const teleport = { accuracyMeters: 4 };
    expect(
      judged([
        [0, 0],
        [10, 100_000, teleport],
        [20, 20],
        [30, 100_000, teleport],
        [40, 40],
      ]),
    ).toEqual(["good marker", "outlier jump", "good marker", "outlier jump", "good marker"]);
  });

  it("believes a new place once it has been consistent for 10 min, and not sooner", () => {
    const far = 5_000_000;
    expect(
      judged([
        [0, 0],
        [10, far],
        [300, far + 500],
        [609, far],
        [610, far],
      ]),
    ).toEqual([
      "good marker",
      "outlier jump",
      "outlier jump_held",
      "outlier jump_held",
      "good jump_confirmed marker",
    ]);
  });

  it("starts those 10 min again when the new place jumps itself", () => {
    const far = 5_000_000;
    expect(
      judged([
        [0, 0],
        [10, far],
        [300, far + 900_000],
        [610, far + 900_000],
        [900, far + 900_000],
      ]),
    ).toEqual([
      "good marker",
      "outlier jump",
      "outlier jump",
      "outlier jump_held",
      "good jump_confirmed marker",
    ]);
  });
});

describe("coarse fixes and the marker", () => {
  const coarse = { accuracyMeters: 1500 };
  it.each<[string, readonly (readonly [number, number, Partial<Fix>?])[], string]>([
    ["the first thing ever heard", [[0, 0, coarse]], "coarse accuracy_over_150 marker"],
    [
      "a good fix is recent",
      [
        [0, 0],
        [600, 9000, coarse],
      ],
      "coarse accuracy_over_150",
    ],
    [
      "a good fix is stale and contradicted",
      [
        [0, 0],
        [601, 9000, coarse],
      ],
      "coarse accuracy_over_150 marker",
    ],
    [
      "a good fix is stale but within the circle",
      [
        [0, 0],
        [3600, 1400, coarse],
      ],
      "coarse accuracy_over_150",
    ],
  ])("%s", (_name, steps, last) => {
    expect(judged(steps).at(-1)).toBe(last);
  });

  it("give way to the next good fix", () => {
    expect(
      judged([
        [0, 0, coarse],
        [30, 900, { accuracyMeters: 10 }],
      ])[1],
    ).toBe("good marker");
  });
});

describe("bad clocks", () => {
  it.each([
    ["1970", Date.UTC(1970, 0, 1)],
    ["2001", Date.UTC(2001, 0, 1)],
    ["1,024 weeks ago", seconds(0) - 1024 * 7 * 86_400_000],
    ["an hour ago", seconds(-3600)],
  ])("a fix from %s is late and moves nothing", (_name, at) => {
    const { state } = processFix(initialTrackState, apiFix(seconds(0), classicSite), [], rules);
    const step = processFix(state, apiFix(at, eastOfSite(20)), [], rules);
    expect(step.state).toBe(state);
    expect(step.result).toEqual({
      verdict: "late",
      reason: "older_than_newest",
      movesMarker: false,
      overtaken: false,
      provenSince: null,
      transitions: [],
      trips: [],
    });
  });
});

describe("any longitude", () => {
  it("sees no jump across 180°", () => {
    const edge = { lat: -16.8, lng: 179.9999 };
    const first = processFix(initialTrackState, apiFix(seconds(0), edge), [], rules);
    const second = processFix(first.state, apiFix(seconds(1), destinationPoint(edge, 90, 30)), [], rules);
    expect(second.result.verdict).toBe("good");
  });
});
