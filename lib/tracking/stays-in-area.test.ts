import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FenceFix } from "@/lib/geofence/types";
import { classicSite, eastOfSite, seconds } from "@/tests/support/fixes";
import { searchedArea } from "./areas/searched-area";
import { staysInArea } from "./stays-in-area";

const area = searchedArea({ circle: { center: classicSite, radiusMeters: 200 } });
if (typeof area === "string") throw new Error(area);
const { profile } = area;

/** A fix so many seconds into the day, so many metres east of the middle. */
function at(second: number, meters: number, more: Partial<FenceFix> = {}): FenceFix {
  return {
    fixId: `${second}`,
    at: seconds(second),
    point: eastOfSite(meters),
    accuracyMeters: 8,
    reportedAccuracyMeters: 8,
    speedMps: null,
    ...more,
  };
}

const stays = (...fixes: FenceFix[]) => staysInArea(fixes, profile);
const rough = { accuracyMeters: 60, reportedAccuracyMeters: 60 };

/** Drives from west to east at some m/s, a fix every `every` seconds. */
const drive = (mps: number, every: number, from = -600, to = 600, start = 0) =>
  Array.from({ length: Math.floor((to - from) / (mps * every)) + 1 }, (_, i) =>
    at(start + i * every, from + i * every * mps, { speedMps: mps }),
  );

describe("a stay in an area", () => {
  it("runs from the first fix inside to the last one, between the fixes that show him outside", () => {
    expect(stays(at(0, 900), at(60, 150), at(120, 100), at(400, 110), at(460, 500))).toEqual([
      {
        enteredAt: seconds(60),
        leftAt: seconds(400),
        enteredAfter: seconds(0),
        leftBefore: seconds(460),
        fixes: 3,
        nearestMeters: expect.closeTo(100, 0),
        longestSilenceMs: 280_000,
        kind: "stop",
      },
    ]);
  });

  it("is not made by a line that crosses the area without a fix inside", () => {
    expect(stays(at(0, -300), at(60, 300))).toEqual([]);
  });

  it("goes on over a silence, which is told", () => {
    const [stay, ...more] = stays(at(0, 500), at(60, 50), at(60 + 3 * 3600, 60), at(60 + 3 * 3600 + 60, 500));
    expect(more).toEqual([]);
    expect(stay).toMatchObject({ fixes: 2, longestSilenceMs: 3 * 3_600_000, kind: "stop" });
  });

  it("ends where he was seen outside in between, however briefly", () => {
    expect(stays(at(0, 0), at(300, 0), at(400, 900), at(500, 0), at(900, 0))).toHaveLength(2);
  });

  it("has an open end while nothing shows that he has left", () => {
    expect(stays(at(0, 900), at(60, 0), at(300, 0))).toMatchObject([
      { leftAt: seconds(300), leftBefore: null },
    ]);
  });

  it("has an open beginning where nothing was known before", () => {
    expect(stays(at(0, 0))).toMatchObject([{ enteredAfter: null, fixes: 1 }]);
  });
});

describe("accuracy", () => {
  it("makes one fix near the edge no stay, and two that agree 20 s apart one since the first", () => {
    expect(stays(at(0, 190, rough))).toEqual([]);
    expect(stays(at(0, 190, rough), at(10, 190, rough))).toEqual([]);
    expect(stays(at(0, 190, rough), at(10, 190, rough), at(21, 185, rough))).toMatchObject([
      { enteredAt: seconds(0), leftAt: seconds(21) },
    ]);
  });

  it("lets a fix coarser than 150 m, or than the radius, say nothing inside", () => {
    expect(stays(at(0, 0, { accuracyMeters: 400, reportedAccuracyMeters: 400 }))).toEqual([]);
  });

  it("lets noise round the edge neither end a stay nor make many of it", () => {
    const noisy = Array.from({ length: 40 }, (_, i) =>
      at(i * 30, i % 2 === 0 ? 195 : 215, { accuracyMeters: 10 }),
    );
    expect(staysInArea([at(-60, 900), at(-30, 0), ...noisy, at(1300, 900)], profile)).toHaveLength(1);
  });
});

describe("a stop is told from driving through", () => {
  it.each([
    [14, 1],
    [14, 5],
    [8, 10],
    [3, 20],
  ])("at %i m/s with a fix every %i s", (mps, every) => {
    expect(staysInArea(drive(mps, every), profile)).toMatchObject([{ kind: "drive_through" }]);
  });

  it("a minute and a half at a red light is no stop, two minutes and more are", () => {
    const wait = (length: number) => {
      const stand = Array.from({ length: length / 5 }, (_, i) => at(50 + i * 5, 0, { speedMps: 0 }));
      return staysInArea(
        [...drive(12, 5, -600, -12), ...stand, ...drive(12, 5, 12, 600, 55 + length)],
        profile,
      );
    };
    expect(wait(90)).toMatchObject([{ kind: "drive_through" }]);
    expect(wait(130)).toMatchObject([{ kind: "stop" }]);
  });

  it("one standing fix of a phone that sends every five minutes is a stop, a driving one is none", () => {
    expect(stays(at(0, 3000), at(300, 20, { speedMps: 0.3 }), at(600, 3000))).toMatchObject([
      { kind: "stop" },
    ]);
    expect(stays(at(0, 3000), at(300, 20, { speedMps: 13 }), at(600, 3000))).toMatchObject([
      { kind: "drive_through" },
    ]);
  });
});

describe("for any track", () => {
  const track = fc.array(
    fc.record({
      gap: fc.integer({ min: 1, max: 900 }),
      meters: fc.integer({ min: -800, max: 800 }),
      accuracy: fc.constantFrom(5, 20, 60, 140, 300),
      speed: fc.constantFrom(null, 0, 2, 12),
    }),
    { maxLength: 60 },
  );

  it("stays are apart, in order, within what is known outside, and every one has a fix inside", () => {
    fc.assert(
      fc.property(track, (steps) => {
        let second = 0;
        const fixes = steps.map(({ gap, meters, accuracy, speed }) => {
          second += gap;
          return at(second, meters, {
            accuracyMeters: accuracy,
            reportedAccuracyMeters: accuracy,
            speedMps: speed,
          });
        });
        const found = staysInArea(fixes, profile);
        for (const [index, stay] of found.entries()) {
          expect(stay.enteredAt).toBeLessThanOrEqual(stay.leftAt);
          expect(stay.enteredAfter ?? -Infinity).toBeLessThan(stay.enteredAt);
          expect(stay.leftBefore ?? Infinity).toBeGreaterThan(stay.leftAt);
          expect(stay.nearestMeters).toBeLessThanOrEqual(200.01);
          expect(stay.leftAt).toBeLessThan(found[index + 1]?.enteredAt ?? Infinity);
        }
      }),
    );
  });
});
