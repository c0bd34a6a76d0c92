import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Hint, type MovedPosition, packHints, unpackHints } from "./hint";
import { PendingHints } from "./pending-hints";

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

const hint = fc.record({
  tenantId: fc.constantFrom(
    tenantId,
    "0190f3c8-1111-7222-8333-444455556667",
    "0190f3c8-1111-7222-8333-444455556668",
  ),
  seq: fc.integer({ min: 0, max: 2 ** 50 }),
  positions: fc.array(position, { maxLength: 150 }),
});

describe("hints on their way between nodes", () => {
  it("fit notifications whatever they carry, and nothing is lost or out of order", () => {
    fc.assert(
      fc.property(fc.array(hint, { maxLength: 12 }), (hints) => {
        const messages = packHints(hints);
        for (const message of messages) expect(Buffer.byteLength(message)).toBeLessThan(8000);
        const heard = messages.flatMap(unpackHints);
        const told = (all: readonly Hint[]) =>
          plain(all.flatMap(({ tenantId, positions }) => positions.map((one) => [tenantId, one])));
        expect(told(heard)).toEqual(told(hints));
        const seqs = (all: readonly Hint[]) => new Set(all.map(({ tenantId, seq }) => `${tenantId} ${seq}`));
        expect(seqs(heard)).toEqual(seqs(hints));
      }),
      { numRuns: 60 },
    );
  });

  it("of a hundred tenants that moved a van each travel in a handful of messages", () => {
    const hints = Array.from(
      { length: 100 },
      (_, index): Hint => ({
        tenantId: `0190f3c8-1111-7222-8333-${String(index).padStart(12, "0")}`,
        seq: 0,
        positions: [[index, 6.123456, 3.654321, 1_790_000_000_000, 8, 9.8, 90, 80]],
      }),
    );
    expect(packHints(hints).length).toBeLessThanOrEqual(3);
  });

  it("without positions are one message, none are none", () => {
    expect(packHints([{ tenantId, seq: 7, positions: [] }]).map(unpackHints)).toEqual([
      [{ tenantId, seq: 7, positions: [] }],
    ]);
    expect(packHints([])).toEqual([]);
  });
});

describe("hints that wait", () => {
  const at = (number: number, ms: number): MovedPosition => [number, 1, 2, ms, null, null, null, null];

  it("are folded: the highest number of a tenant, the newest position of a technician, whatever the order", () => {
    const waiting = new PendingHints();
    waiting.add([{ tenantId: "a", seq: 5, positions: [at(1, 20), at(2, 10)] }]);
    waiting.add([
      { tenantId: "a", seq: 0, positions: [at(1, 10), at(3, 1)] },
      { tenantId: "b", seq: 1, positions: [at(1, 1)] },
      { tenantId: "a", seq: 4, positions: [at(2, 30)] },
    ]);
    expect(waiting.take()).toEqual([
      { tenantId: "a", seq: 5, positions: [at(1, 20), at(2, 30), at(3, 1)] },
      { tenantId: "b", seq: 1, positions: [at(1, 1)] },
    ]);
  });

  it("are given out once", () => {
    const waiting = new PendingHints();
    expect(waiting.isEmpty).toBe(true);
    waiting.add([{ tenantId: "a", seq: 1, positions: [] }]);
    expect(waiting.isEmpty).toBe(false);
    expect(waiting.take()).toHaveLength(1);
    expect(waiting.take()).toEqual([]);
  });
});
