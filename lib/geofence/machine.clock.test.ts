import { describe, expect, it } from "vitest";
import { run, type Step, told } from "@/tests/support/fence-run";
import { seconds } from "@/tests/support/fixes";
import { defaultFenceRules as rules } from "./fence-rules";
import { fenceDeadline, initialFenceState } from "./machine";

describe("a fast fix inside waits (GEO-3)", () => {
  it.each<[string, Step[], string[]]>([
    [
      "a drive-past is no visit",
      [[0, 90, 5, 14], [5, 20, 5, 14], [10, 90, 5, 14], [15, 160, 5, 14], 600],
      [],
    ],
    ["4 m/s is not fast", [[0, 50, 5, 4]], ["arrived@0 surely_inside"]],
    [
      "slowing down inside",
      [
        [0, 50, 5, 9],
        [15, 20, 5, 1],
      ],
      ["arrived@0 slowed_down_inside"],
    ],
    [
      "a slow fix without a speed",
      [
        [0, 50, 5, 9],
        [15, 20, 5, null],
      ],
      ["arrived@0 slowed_down_inside"],
    ],
    ["silence for 60 s by the clock", [[0, 50, 5, 9], 60], ["arrived@0 stayed_by_the_clock"]],
    ["silence for 59 s", [[0, 50, 5, 9], 59], []],
    [
      "circling inside for 60 s",
      [
        [0, 50, 5, 9],
        [30, 60, 5, 9],
        [60, 50, 5, 9],
      ],
      ["arrived@0 stayed_by_the_clock"],
    ],
    [
      "the clock counts from the first fast fix",
      [[0, 50, 5, 9], [50, 60, 5, 9], 61],
      ["arrived@0 stayed_by_the_clock"],
    ],
    ["leaving cancels, and the clock starts again", [[0, 50, 5, 9], [10, 160, 5, 9], [40, 50, 5, 9], 70], []],
    ["an uncertain outside fix cancels too", [[0, 50, 5, 9], [10, 140, 40, 9], 600], []],
    ["one uncertain fast fix is no proof, whatever the clock says", [[0, 80, 40, 9], 600], []],
    [
      "two uncertain fast ones are, 60 s after the first",
      [[0, 80, 40, 9], [25, 80, 40, 9], 60],
      ["arrived@0 stayed_by_the_clock"],
    ],
    [
      "… and at once when the second comes later than that",
      [
        [0, 80, 40, 9],
        [70, 80, 40, 9],
      ],
      ["arrived@0 stayed_by_the_clock"],
    ],
    [
      "leaving is not slowed by speed",
      [
        [0, 50, 5, 0],
        [60, 160, 5, 14],
      ],
      ["arrived@0 surely_inside", "departed@60 surely_outside"],
    ],
  ])("%s", (_name, steps, expected) => {
    expect(told(run(steps).transitions)).toEqual(expected);
  });

  it("names its deadline while, and only while, the clock would decide", () => {
    expect(fenceDeadline(initialFenceState, rules)).toBeNull();
    expect(fenceDeadline(run([[0, 50, 5, 9]]).state, rules)).toBe(seconds(60));
    expect(
      fenceDeadline(
        run([
          [0, 50, 5, 9],
          [20, 60, 5, 9],
        ]).state,
        rules,
      ),
    ).toBe(seconds(60));
    expect(fenceDeadline(run([[0, 80, 40, 9]]).state, rules)).toBeNull();
    expect(
      fenceDeadline(
        run([
          [0, 50, 5, 9],
          [20, 160],
        ]).state,
        rules,
      ),
    ).toBeNull();
    expect(fenceDeadline(run([[0, 50, 5, 9], 60]).state, rules)).toBeNull();
  });

  it("decides the same whether the clock is heard before the next fix or not", () => {
    const heard = run([[0, 50, 5, 9], 60, [90, 160]]);
    const unheard = run([
      [0, 50, 5, 9],
      [90, 160],
    ]);
    expect(unheard).toEqual(heard);
    expect(told(heard.transitions)).toEqual(["arrived@0 stayed_by_the_clock", "departed@90 surely_outside"]);
  });
});
