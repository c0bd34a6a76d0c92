import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compactMoved, fromCompact } from "./compact";
import type { MovedPosition } from "./hint";

const nullable = (max: number) => fc.option(fc.double({ min: 0, max, noNaN: true, noDefaultInfinity: true }));
const position = fc.tuple(
  fc.integer({ min: 1, max: 5000 }),
  fc.double({ min: -90, max: 90, noNaN: true }),
  fc.double({ min: -180, max: 180, noNaN: true }),
  fc.integer({ min: 0, max: 4e12 }),
  nullable(1e6),
  nullable(2000),
  nullable(360),
  nullable(100),
) as fc.Arbitrary<MovedPosition>;

describe("the folded form of a position", () => {
  it("comes back within a metre, a second and its own rounding", () => {
    fc.assert(
      fc.property(position, (moved) => {
        const [number, lat, lng, at, accuracy, speed, heading, battery] = moved;
        const back = fromCompact(compactMoved(moved));
        expect(back?.number).toBe(number);
        const place = back?.position;
        expect(Math.abs((place?.latitude ?? 999) - lat)).toBeLessThan(0.51e-5);
        expect(Math.abs((place?.longitude ?? 999) - lng)).toBeLessThan(0.51e-5);
        expect(Math.abs(Date.parse(place?.recorded_at ?? "") - at)).toBeLessThanOrEqual(500);
        const close = (found: number | null | undefined, sent: number | null, by: number) =>
          sent === null
            ? expect(found).toBeNull()
            : expect(Math.abs((found ?? 1e9) - sent)).toBeLessThanOrEqual(by);
        close(place?.accuracy, accuracy, 0.5);
        close(place?.speed, speed, 0.0501);
        close(place?.heading, heading, 0.5);
        close(place?.battery, battery, 0.5);
      }),
    );
  });

  it.each([[[]], [[1]], [[1, 2, 3]], [[null, 1, 2, 3]]])("%j is not one", (row) => {
    expect(fromCompact(row)).toBeNull();
  });
});
