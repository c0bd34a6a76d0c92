import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { driveSeconds, type Estimate, estimateDrive, type Way } from "./eta";
import { SILENT_AFTER_MS } from "./silence";
import { ASSUMED_TRAVEL } from "./travel-pace";

const now = Date.UTC(2026, 10, 27, 12);
const way = (over: Partial<Way> = {}): Way => ({
  asOf: now,
  straightMeters: 5000,
  routeSeconds: null,
  recentSpeedMps: null,
  ...over,
});
const estimate = (over: Partial<Way> = {}, onTheWay = true) =>
  estimateDrive(way(over), ASSUMED_TRAVEL, onTheWay, now) as Estimate;

const meters = fc.double({ min: 0, max: 100_000, noNaN: true });
const speed = fc.option(fc.double({ min: 0, max: 60, noNaN: true }), { nil: null });

describe("how long a drive takes", () => {
  it("is the straight line times the detour at the usual pace: 5 km at 25 km/h and 1.35 are 16.2 min", () => {
    expect(estimate().seconds / 60).toBeCloseTo(16.2, 5);
    expect(estimate().by).toBe("straight_line");
  });

  it("is what the router says when it says something", () => {
    expect(estimate({ routeSeconds: 400, recentSpeedMps: 1 })).toMatchObject({ seconds: 400, by: "route" });
  });

  it.each([
    ["shorter for who is fast", 14, (a: number, b: number) => a < b],
    ["longer for who crawls", 1, (a: number, b: number) => a > b],
  ])("is %s, for the first minutes only", (_, recentSpeedMps, compare) => {
    const usual = estimate().seconds;
    const his = estimate({ recentSpeedMps }).seconds;
    expect(compare(his, usual)).toBe(true);
    expect(Math.abs(his - usual)).toBeLessThan(600);
    expect(estimate({ recentSpeedMps }, false).seconds).toBe(usual);
  });

  it("never shrinks with the distance, at whatever speed, and is never negative", () => {
    fc.assert(
      fc.property(
        meters,
        meters,
        speed,
        fc.double({ min: 2, max: 30, noNaN: true }),
        (a, b, recent, pace) => {
          const [near, far] = [Math.min(a, b), Math.max(a, b)];
          expect(driveSeconds(near, recent, pace)).toBeGreaterThanOrEqual(0);
          expect(driveSeconds(near, recent, pace)).toBeLessThanOrEqual(
            driveSeconds(far, recent, pace) + 1e-9,
          );
        },
      ),
    );
  });

  it("lies inside its own interval, which is never narrower than a minute to each side or begins before the start", () => {
    fc.assert(
      fc.property(
        meters,
        speed,
        fc.option(fc.double({ min: 0, max: 40_000, noNaN: true }), { nil: null }),
        (m, s, r) => {
          const found = estimate({ straightMeters: m, recentSpeedMps: s, routeSeconds: r });
          const [fast, slow] = found.interval;
          expect(fast).toBeGreaterThanOrEqual(0);
          expect(fast).toBeLessThanOrEqual(found.seconds);
          expect(fast === 0 || found.seconds - fast >= 60).toBe(true);
          expect(slow - found.seconds).toBeGreaterThanOrEqual(60 - 1e-6);
        },
      ),
    );
  });

  it.each([
    ["nobody has heard of him", null, "no_position"],
    ["he was heard of too long ago", way({ asOf: now - SILENT_AFTER_MS - 1 }), "position_too_old"],
    ["the site is in another country", way({ straightMeters: 900_000 }), "out_of_reach"],
  ] as const)("is not guessed when %s", (_, from, gap) => {
    expect(estimateDrive(from, ASSUMED_TRAVEL, true, now)).toEqual({ gap });
  });

  it("is told from a position that is just not too old", () => {
    expect(estimate({ asOf: now - SILENT_AFTER_MS }).seconds).toBeGreaterThan(0);
  });
});
