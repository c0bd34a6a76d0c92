import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { apiFix, classicSite, eastOfSite, seconds } from "@/tests/support/fixes";
import { defaultFenceRules } from "./fence-rules";
import { fenceDeadline, initialFenceState, stepFence } from "./machine";
import { siteProfile } from "./site-profile";
import type { FenceInput, FenceState, FenceTransition } from "./types";

const profile = siteProfile({ center: classicSite });

/** A fix in numbers: second, metres from the arrival edge, accuracy, speed. */
interface Sample {
  readonly t: number;
  readonly edge: number;
  readonly acc: number;
  readonly speed: number;
}

/** `edge` lies on half metres and accuracies on whole ones, so that no rounding decides a comparison. */
const walk: fc.Arbitrary<Sample[]> = fc
  .array(
    fc.record({
      gap: fc.constantFrom(1, 5, 10, 19, 20, 21, 30, 60, 61, 200, 299, 301, 900),
      edge: fc.integer({ min: -100, max: 120 }),
      acc: fc.constantFrom(0, 5, 20, 40, 50, 90, 150, 151, 800),
      speed: fc.constantFrom(0, 0, 0, 3, 5, 20),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((steps) => {
    let t = 0;
    return steps.map(({ gap, edge, acc, speed }) => {
      t += gap;
      return { t, edge: edge + 0.5, acc, speed };
    });
  });

function inputOf({ t, edge, acc, speed }: Sample): FenceInput {
  const { fixId, at, point } = apiFix(seconds(t), eastOfSite(100 + edge));
  return {
    kind: "fix",
    fix: { fixId, at, point, accuracyMeters: acc, reportedAccuracyMeters: acc, speedMps: speed },
  };
}

function run(inputs: readonly FenceInput[]): { state: FenceState; transitions: FenceTransition[] } {
  let state = initialFenceState;
  const transitions: FenceTransition[] = [];
  for (const input of inputs) {
    const next = stepFence(state, input, profile, defaultFenceRules);
    state = next.state;
    transitions.push(...next.transitions);
  }
  return { state, transitions };
}

/**
 * The rules of GEO-3 read off the whole list, without a state: for each stretch of fixes it looks for the first
 * moment at which the text of the rule is satisfied. Returns "arrived@t", "reopened@t", "departed@t".
 */
function byTheBook(samples: readonly Sample[], until: number): string[] {
  const surelyOut = (s: Sample) => s.edge - s.acc > 30;
  const pointsOut = (s: Sample) => surelyOut(s) || (s.acc <= 150 && s.edge > 30);
  const pointsIn = (s: Sample) => s.acc <= 150 && s.edge <= 0;
  const inBand = (s: Sample) => s.acc <= 150 && !surelyOut(s) && s.edge > 0 && s.edge <= 30;
  const told: string[] = [];
  let left = Number.NEGATIVE_INFINITY;

  const proofOf = (same: readonly Sample[], sure: (s: Sample) => boolean) => {
    for (const s of same) {
      const first = same[0];
      if (first && s.t - first.t >= 20) return { known: s.t, since: first.t };
      if (sure(s)) return { known: s.t, since: s.t };
    }
    return null;
  };

  const arrival = (from: number): { since: number; next: number } | null => {
    for (let end = from; end <= samples.length; end += 1) {
      const now = samples[end]?.t ?? until;
      // What the fixes before `end` alone allow the clock to decide by now.
      const seen = samples.slice(from, end);
      const stretch = seen.slice(seen.findLastIndex(pointsOut) + 1).filter(pointsIn);
      const proof = proofOf(stretch, (s) => s.edge + s.acc <= 0);
      if (proof) {
        const newest = stretch.at(-1);
        if (newest && newest.speed <= 4) return { since: proof.since, next: end };
        const fast = stretch.slice(stretch.findLastIndex((s) => s.speed <= 4) + 1)[0];
        if (fast && Math.max(fast.t + 60, proof.known) <= now) return { since: proof.since, next: end };
      }
    }
    return null;
  };

  const departure = (from: number): { since: number; next: number } | null => {
    for (let end = from + 1; end <= samples.length; end += 1) {
      const seen = samples.slice(from, end);
      const stretch = seen.slice(seen.findLastIndex((s) => pointsIn(s) || inBand(s)) + 1).filter(pointsOut);
      const proof = proofOf(stretch, surelyOut);
      if (proof) return { since: proof.since, next: end };
    }
    return null;
  };

  let at = 0;
  for (;;) {
    const come = arrival(at);
    if (!come) return told;
    told.push(`${come.since - left <= 300 ? "reopened" : "arrived"}@${come.since}`);
    const go = departure(come.next);
    if (!go) return told;
    told.push(`departed@${go.since}`);
    left = go.since;
    at = go.next;
  }
}

function tell(transitions: readonly FenceTransition[]): string[] {
  return transitions.map(({ kind, at }) => `${kind}@${(at - seconds(0)) / 1000}`);
}

describe("the fence machine, on any walk", () => {
  it("says what the rules say when read off the whole list", () => {
    fc.assert(
      fc.property(walk, fc.constantFrom(0, 30, 60, 90), (samples, silence) => {
        const until = (samples.at(-1)?.t ?? 0) + silence;
        const { transitions } = run([...samples.map(inputOf), { kind: "clock", at: seconds(until) }]);
        expect(tell(transitions)).toEqual(byTheBook(samples, until));
      }),
      { numRuns: 4000 },
    );
  });

  it("decides the same however often the clock is heard in between", () => {
    fc.assert(
      fc.property(walk, fc.array(fc.nat(4000), { maxLength: 12 }), (samples, ticks) => {
        const fixes = samples.map(inputOf);
        const end: FenceInput = { kind: "clock", at: seconds(100_000) };
        const clocks = ticks.map((t): FenceInput => ({ kind: "clock", at: seconds(t) + 1 }));
        const mixed = [...fixes, ...clocks].sort((a, b) => timeOf(a) - timeOf(b));
        expect(run([...mixed, end])).toEqual(run([...fixes, end]));
      }),
    );
  });

  it("heard at each of its own deadlines only, tells each arrival no later than the deadline", () => {
    fc.assert(
      fc.property(walk, (samples) => {
        let state = initialFenceState;
        const transitions: FenceTransition[] = [];
        for (const input of samples.map(inputOf)) {
          const deadline = fenceDeadline(state, defaultFenceRules);
          if (deadline !== null && deadline <= timeOf(input)) {
            const step = stepFence(state, { kind: "clock", at: deadline }, profile, defaultFenceRules);
            expect(step.transitions).toHaveLength(1);
            expect(fenceDeadline(step.state, defaultFenceRules)).toBeNull();
            transitions.push(...step.transitions);
            state = step.state;
          }
          const step = stepFence(state, input, profile, defaultFenceRules);
          transitions.push(...step.transitions);
          state = step.state;
        }
        expect(transitions).toEqual(run(samples.map(inputOf)).transitions);
      }),
    );
  });

  it("alternates, keeps time order, and puts every moment within its interval", () => {
    fc.assert(
      fc.property(walk, (samples) => {
        let open = false;
        let newest = 0;
        for (const transition of run(samples.map(inputOf)).transitions) {
          expect(transition.kind === "departed").toBe(open);
          open = !open;
          expect(transition.at).toBeGreaterThanOrEqual(newest);
          newest = transition.at;
          if (transition.kind === "reopened" || transition.kind === "passed") continue;
          const [after, known] = transition.between;
          expect(after === null || after <= transition.at).toBe(true);
          expect(known).toBeGreaterThanOrEqual(transition.at);
        }
      }),
    );
  });

  it("is the same stay when everything happens at another time", () => {
    fc.assert(
      fc.property(walk, fc.integer({ min: -2e9, max: 2e9 }), (samples, shift) => {
        const moved = samples.map((sample) => ({ ...sample, t: sample.t + shift }));
        const shifted = tell(run(moved.map(inputOf)).transitions).map((text) => {
          const [kind, at] = text.split("@");
          return `${kind}@${Number(at) - shift}`;
        });
        expect(shifted).toEqual(tell(run(samples.map(inputOf)).transitions));
      }),
      { numRuns: 50 },
    );
  });
});

function timeOf(input: FenceInput): number {
  return input.kind === "fix" ? input.fix.at : input.at;
}
