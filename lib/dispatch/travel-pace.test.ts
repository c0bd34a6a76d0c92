import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ASSUMED_TRAVEL, type DrivenTrip, LEAST_TRIPS, measureTravel } from "./travel-pace";

/** A trip in a town where streets add half and everybody drives 10 m/s. */
const trip = (straightMeters = 2000, slower = 1): DrivenTrip => ({
  straightMeters,
  drivenMeters: straightMeters * 1.5,
  durationMs: ((straightMeters * 1.5) / 10) * 1000 * slower,
});
const many = (count: number, make: (index: number) => DrivenTrip = () => trip()) =>
  Array.from({ length: count }, (_, index) => make(index));

describe("what a company's trips say", () => {
  it("is detour, pace and spread once there are enough", () => {
    const { detour, paceMps, trips } = measureTravel(many(LEAST_TRIPS));
    expect([detour, paceMps, trips]).toEqual([1.5, 10, LEAST_TRIPS]);
    expect(measureTravel(many(40, (i) => trip(2000, 0.5 + i / 40))).spread).toEqual([
      expect.closeTo(0.61, 1),
      expect.closeTo(1.43, 1),
    ]);
  });

  it.each([
    ["there are too few", many(LEAST_TRIPS - 1)],
    ["most are across the street", [...many(LEAST_TRIPS - 1), ...many(500, () => trip(80))]],
  ])("is the usual town while %s", (_, trips) => {
    expect(measureTravel(trips)).toBe(ASSUMED_TRAVEL);
  });

  it("does not care about a third of round trips", () => {
    const round: DrivenTrip = { straightMeters: 600, drivenMeters: 40_000, durationMs: 3_600_000 };
    expect(measureTravel([...many(40), ...many(20, () => round)]).detour).toBe(1.5);
  });

  it("stays believable whatever is measured", () => {
    const any = fc.record({
      straightMeters: fc.double({ min: 0, max: 1e5, noNaN: true }),
      drivenMeters: fc.double({ min: 0, max: 1e6, noNaN: true }),
      durationMs: fc.integer({ min: 0, max: 86_400_000 }),
    });
    fc.assert(
      fc.property(fc.array(any, { minLength: 20, maxLength: 60 }), (trips) => {
        const { detour, paceMps, spread } = measureTravel(trips);
        expect(detour >= 1.05 && detour <= 2.5 && paceMps >= 2 && paceMps <= 30).toBe(true);
        expect(spread[0] < 1 && spread[1] > 1).toBe(true);
      }),
    );
  });
});
