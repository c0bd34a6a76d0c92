import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type MovedPosition, packHint, unpackHint } from "./bus";
import { compactMoved, fromCompact } from "./compact";

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
const tenantId = "0190f3c8-1111-7222-8333-444455556666";
/** JSON knows no minus zero. */
const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;

describe("a hint on its way between nodes", () => {
  it("fits a notification whatever it carries, and nothing is lost or out of order", () => {
    fc.assert(
      fc.property(
        fc.array(position, { maxLength: 300 }),
        fc.integer({ min: 0, max: 2 ** 50 }),
        (positions, seq) => {
          const messages = packHint({ tenantId, seq, positions });
          for (const message of messages) expect(Buffer.byteLength(message)).toBeLessThan(8000);
          const heard = messages.map(unpackHint);
          expect(plain(heard.flatMap((hint) => hint.positions))).toEqual(plain(positions));
          for (const hint of heard) expect([hint.tenantId, hint.seq]).toEqual([tenantId, seq]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("without positions is one message", () => {
    expect(packHint({ tenantId, seq: 7, positions: [] }).map(unpackHint)).toEqual([
      { tenantId, seq: 7, positions: [] },
    ]);
  });
});

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
