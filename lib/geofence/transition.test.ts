import { describe, expect, it } from "vitest";
import { run, type Step, told } from "@/tests/support/fence-run";
import { seconds } from "@/tests/support/fixes";
import { defaultFenceRules as rules } from "./fence-rules";
import { initialFenceState } from "./machine";
import type { FenceState } from "./types";

describe("hysteresis and cooldown (GEO-3, GEO-4)", () => {
  it("sees one stay where fixes jump across the arrival edge all day", () => {
    const jitter = Array.from({ length: 131 }, (_, i): Step => [i * 30, i % 2 === 0 ? 96 : 112, 8]);
    expect(told(run([[0, 20], ...jitter.slice(1)]).transitions)).toEqual(["arrived@0 surely_inside"]);
  });

  it("records a real exit three minutes after the arrival", () => {
    expect(
      told(
        run([
          [0, 20],
          [180, 300],
        ]).transitions,
      ),
    ).toEqual(["arrived@0 surely_inside", "departed@180 surely_outside"]);
  });

  it.each<[string, Step[], string]>([
    ["within 5 min of the exit", [[480, 20]], "reopened@480 surely_inside"],
    ["5 min and 1 s after it", [[481, 20]], "arrived@481 surely_inside"],
    [
      "proven later, but begun within it",
      [
        [470, 80, 40],
        [500, 80, 40],
      ],
      "reopened@470 two_fixes_inside",
    ],
    ["by the clock", [[470, 50, 5, 9], 530], "reopened@470 stayed_by_the_clock"],
  ])("a re-entry %s", (_name, steps, last) => {
    const { transitions, state } = run([[0, 20], [180, 300], ...steps]);
    expect(told(transitions).at(-1)).toBe(last);
    expect(transitions).toHaveLength(3);
    expect(state.visitArrivedAt).toBe(last.startsWith("reopened") ? seconds(0) : seconds(481));
  });

  it("forgets the last visit once the cooldown is over", () => {
    const { state } = run([
      [0, 20],
      [180, 300],
      [600, 300],
    ]);
    expect(state).toEqual({ ...initialFenceState, lastSeenAt: seconds(600) });
  });

  it("closes nothing in silence", () => {
    const { state, transitions } = run([[0, 20], 3600, 86_400]);
    expect(state.phase).toBe("inside");
    expect(transitions).toHaveLength(1);
  });
});

describe("what a transition tells", () => {
  it("gives the interval between the last fix outside and the proof inside, and back", () => {
    const { transitions } = run([
      [0, 900],
      [60, 80, 40],
      [90, 80, 40],
      [600, 20],
      [1200, 140, 40],
      [1230, 150, 40],
    ]);
    const [arrived, departed] = transitions;
    expect(arrived).toMatchObject({ at: seconds(60), between: [seconds(0), seconds(90)], openedBy: "fence" });
    expect(departed).toMatchObject({
      at: seconds(1200),
      visitArrivedAt: seconds(60),
      between: [seconds(600), seconds(1230)],
      reason: "left",
    });
  });

  it("has no lower end where nothing was known before", () => {
    expect(run([[0, 20]]).transitions[0]).toMatchObject({ between: [null, seconds(0)] });
  });

  it("counts the newest fast fix inside as seen there when the clock decided", () => {
    const { transitions } = run([[0, 50, 5, 9], [30, 60, 5, 9], 60, [300, 400]]);
    expect(transitions[1]).toMatchObject({ kind: "departed", between: [seconds(30), seconds(300)] });
  });

  it("keeps each deciding fix once, with the zones and rules it was decided under", () => {
    const explanation = run([
      [0, 80, 40],
      [26, 70, 35],
    ]).transitions[0]?.explanation;
    expect(
      explanation?.evidence.map(({ at, reportedAccuracyMeters }) => [at, reportedAccuracyMeters]),
    ).toEqual([
      [seconds(0), 40],
      [seconds(26), 35],
    ]);
    expect(explanation).toMatchObject({ arrivalRadiusMeters: 100, departureMarginMeters: 30, rules });
    expect(run([[0, 20]]).transitions[0]?.explanation.evidence).toHaveLength(1);
  });

  it("can be stored as JSON half way and goes on as if it had not been", () => {
    const steps: Step[] = [
      [0, 50, 5, 9],
      [20, 60, 5, 9],
      [65, 140, 40],
      [90, 150, 40],
      [200, 20],
    ];
    const whole = run(steps);
    for (let cut = 1; cut < steps.length; cut += 1) {
      const first = run(steps.slice(0, cut));
      const stored: FenceState = JSON.parse(JSON.stringify(first.state));
      const second = run(steps.slice(cut), undefined, stored);
      expect([...first.transitions, ...second.transitions]).toEqual(whole.transitions);
      expect(second.state).toEqual(whole.state);
    }
  });
});
