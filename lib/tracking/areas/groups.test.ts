import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstUpTo, groupsOf } from "./groups";

const itself = (size: number) => size;
const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);

describe("things taken together up to a size", () => {
  it("are all there in order, in groups none of which could have taken one more", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20)), fc.integer({ min: 1, max: 30 }), (sizes, most) => {
        const groups = groupsOf(sizes, itself, most);
        expect(groups.flat()).toEqual(sizes);
        for (const [index, group] of groups.entries()) {
          expect(group.length === 1 || sum(group) <= most).toBe(true);
          const next = groups[index + 1]?.[0];
          if (next !== undefined) expect(sum(group) + next).toBeGreaterThan(most);
        }
      }),
    );
  });

  it("one is taken even when it alone is too big, and none of none", () => {
    expect(firstUpTo([9, 1], itself, 5)).toEqual([9]);
    expect(firstUpTo([], itself, 5)).toEqual([]);
  });
});
