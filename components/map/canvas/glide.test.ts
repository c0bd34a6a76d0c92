import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { glideTo, isMoving, JUMP_METERS, LONGEST_GLIDE_MS, paceOf, spotAt, still } from "./glide";

const spot = fc.record({ x: fc.integer({ min: 0, max: 200 }), y: fc.integer({ min: 0, max: 200 }) });
const step = fc.record({
  to: spot,
  wait: fc.integer({ min: 0, max: 6000 }),
  sinceLastFixMs: fc.integer({ min: 0, max: 60_000 }),
});

describe("gliding", () => {
  it("never jumps when a fix arrives, however often, and is at the newest fix after 2 s at the latest", () => {
    fc.assert(
      fc.property(spot, fc.array(step, { minLength: 1, maxLength: 20 }), (start, steps) => {
        let glide = still(start);
        let now = 1000;
        for (const { to, wait, sinceLastFixMs } of steps) {
          now += wait;
          const before = spotAt(glide, now);
          glide = glideTo(glide, to, now, { sinceLastFixMs, jumpMeters: 50 });
          expect(spotAt(glide, now)).toEqual(before);
          expect(spotAt(glide, now + LONGEST_GLIDE_MS)).toEqual(to);
          expect(isMoving(glide, now + LONGEST_GLIDE_MS)).toBe(false);
        }
      }),
    );
  });

  it("moves evenly from one fix to the next when they come every second", () => {
    const glide = glideTo(still({ x: 0, y: 0 }), { x: 10, y: 0 }, 0, {
      sinceLastFixMs: 1000,
      jumpMeters: 20,
    });
    expect([0, 250, 500, 1000].map((now) => spotAt(glide, now).x)).toEqual([0, 2.5, 5, 10]);
    expect(paceOf(glide, 500)).toBeCloseTo(0.01);
    expect(paceOf(glide, 1000)).toBe(0);
  });

  it("does not pretend to have driven a jump of more than 500 m", () => {
    const glide = glideTo(still({ x: 0, y: 0 }), { x: 10, y: 0 }, 0, {
      sinceLastFixMs: 1000,
      jumpMeters: JUMP_METERS + 1,
    });
    expect(spotAt(glide, 0)).toEqual({ x: 10, y: 0 });
  });
});
