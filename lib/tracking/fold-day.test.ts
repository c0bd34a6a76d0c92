import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultFenceRules as rules } from "@/lib/geofence/fence-rules";
import { apiFix, eastOfSite, openJob, seconds, seededRandom, shuffled } from "@/tests/support/fixes";
import { foldDay } from "./fold-day";
import { applyHandInput, initialTrackState, processFix } from "./process-fix";
import type { CandidateJob, Fix, HandInput, JobTransition } from "./types";

/** A seeded day along a street with jobs every 300 m: drives, stops, silence, bad accuracies, teleports, repeats. */
function randomDay(seed: number): { fixes: Fix[]; jobs: CandidateJob[]; until: number } {
  const random = seededRandom(seed);
  const jobs = Array.from({ length: 5 }, (_, i) => openJob(`job-${i}`, eastOfSite(i * 300)));
  const fixes: Fix[] = [];
  let at = 0;
  let east = -400;
  while (fixes.length < 160) {
    const driving = random() < 0.4;
    const legs = 1 + Math.floor(random() * 6);
    const speed = driving ? (random() - 0.4) * 20 : 0;
    for (let leg = 0; leg < legs; leg += 1) {
      const gap = random() < 0.05 ? 900 : 5 + Math.floor(random() * 40);
      at += gap;
      east += speed * Math.min(gap, 40);
      const teleports = random() < 0.03;
      fixes.push(
        apiFix(seconds(at), eastOfSite(teleports ? 300_000 : east + (random() - 0.5) * 40), {
          accuracyMeters: [null, 5, 15, 40, 65, 400][Math.floor(random() * 6)] ?? null,
          speedMps: random() < 0.3 ? null : Math.abs(speed),
          source: random() < 0.5 ? "api" : "owntracks",
          mock: random() < 0.02,
        }),
      );
    }
  }
  return { fixes, jobs, until: seconds(at + 120) };
}

function fold(
  fixes: readonly Fix[],
  jobs: readonly CandidateJob[],
  until: number,
  handInputs: HandInput[] = [],
) {
  return foldDay({ startState: initialTrackState, fixes, handInputs, candidates: jobs, rules, until });
}

const seeds = Array.from({ length: 40 }, (_, i) => i + 1);

describe("a folded day (LOC-8)", () => {
  it("has visits worth testing", () => {
    const visits = seeds.map((seed) => {
      const { fixes, jobs, until } = randomDay(seed);
      return fold(fixes, jobs, until).visits.length;
    });
    expect(visits.filter((count) => count > 2).length).toBeGreaterThan(20);
  });

  it.each(seeds)("is the same live and folded where no jump was confirmed, seed %i", (seed) => {
    const { fixes, jobs, until } = randomDay(seed);
    let state = initialTrackState;
    const transitions: JobTransition[] = [];
    for (const fix of fixes) {
      const step = processFix(state, fix, jobs, rules);
      state = step.state;
      transitions.push(...step.result.transitions);
      // Then the day is folded again, which is the next test's business.
      if (step.result.provenSince !== null) return;
    }
    const folded = fold(fixes, jobs, fixes.at(-1)?.at ?? until);
    expect(folded.state).toEqual(state);
    expect(folded.transitions).toHaveLength(transitions.length);
    for (const job of jobs) {
      const of = (item: JobTransition) => item.jobId === job.jobId;
      expect(folded.transitions.filter(of)).toEqual(transitions.filter(of));
    }
  });

  it.each(seeds)("does not care in which order and how often its fixes came, seed %i", (seed) => {
    const { fixes, jobs, until } = randomDay(seed);
    const random = seededRandom(seed * 7919);
    const repeated = fixes.flatMap((fix) => Array.from({ length: 1 + Math.floor(random() * 5) }, () => fix));
    const expected = fold(fixes, jobs, until);
    for (const delivered of [fixes.toReversed(), shuffled(fixes, random), shuffled(repeated, random)]) {
      const { visits, transitions, state } = fold(delivered, shuffled(jobs, random), until);
      expect(visits).toEqual(expected.visits);
      expect(transitions).toEqual(expected.transitions);
      expect(state).toEqual(expected.state);
    }
  });

  it.each(seeds)("comes out the same in pieces, each from the state the last one left, seed %i", (seed) => {
    const { fixes, jobs, until } = randomDay(seed);
    const random = seededRandom(seed * 104_729);
    const whole = fold(fixes, jobs, until);
    const cut = 1 + Math.floor(random() * (fixes.length - 2));
    const early = fixes.slice(0, cut);
    const first = fold(early, jobs, early.at(-1)?.at ?? until);
    const second = foldDay({
      startState: JSON.parse(JSON.stringify(first.state)),
      fixes: fixes.slice(cut),
      handInputs: [],
      candidates: jobs,
      rules,
      until,
    });
    expect(second.state).toEqual(whole.state);
    const stays = (visits: typeof whole.visits) =>
      visits.map(({ jobId, arrivedAt, departedAt }) => ({ jobId, arrivedAt, departedAt }));
    const latest = new Map(
      [...stays(first.visits), ...stays(second.visits)].map((stay) => [
        `${stay.jobId}@${stay.arrivedAt}`,
        stay,
      ]),
    );
    expect([...latest.values()]).toHaveLength(whole.visits.length);
    expect(new Set([...latest.values()])).toEqual(new Set(stays(whole.visits)));
  });

  it.each(seeds.slice(0, 10))("is the same day at another time and longitude, seed %i", (seed) => {
    const { fixes, jobs, until } = randomDay(seed);
    const later = 31_536_000_000;
    const turn = (lng: number) => (lng + 176.62 > 180 ? lng + 176.62 - 360 : lng + 176.62);
    const moved = fixes.map((fix) => ({
      ...fix,
      at: fix.at + later,
      point: { lat: fix.point.lat, lng: turn(fix.point.lng) },
    }));
    const movedJobs = jobs.map((job) => {
      const { lat, lng } = job.profile.shape.center;
      return openJob(job.jobId, { lat, lng: turn(lng) });
    });
    expect(movedJobs.some((job) => job.profile.shape.center.lng < 0)).toBe(true);
    expect(movedJobs.some((job) => job.profile.shape.center.lng > 0)).toBe(true);
    const stays = (visits: ReturnType<typeof fold>["visits"], shift: number) =>
      visits.map((visit) => [
        visit.jobId,
        visit.arrivedAt - shift,
        visit.departedAt && visit.departedAt - shift,
      ]);
    expect(stays(fold(moved, movedJobs, until + later).visits, later)).toEqual(
      stays(fold(fixes, jobs, until).visits, 0),
    );
  });

  it("gives every fix given exactly one result, and repeats the verdict duplicate", () => {
    const { fixes, jobs, until } = randomDay(3);
    const { results } = fold([...fixes, ...fixes], jobs, until);
    expect(results).toHaveLength(2 * fixes.length);
    expect(results.filter(({ result }) => result.verdict === "duplicate")).toHaveLength(fixes.length);
  });

  it("lets neither of two places at one moment depend on which came first", () => {
    const here = apiFix(seconds(0), eastOfSite(20), { fixId: "b" });
    const there = apiFix(seconds(0), eastOfSite(700), { fixId: "a" });
    const jobs = [openJob("job")];
    expect(fold([here, there], jobs, seconds(0))).toEqual(fold([there, here], jobs, seconds(0)));
  });
});

describe("visits of a folded day", () => {
  const jobs = [openJob("job")];
  const handInputs: HandInput[] = [
    { jobId: "job", input: { kind: "check_out", at: seconds(900), evidence: null } },
    { jobId: "job", input: { kind: "check_in", at: seconds(100), evidence: null } },
  ];

  it("carry interval, reason and explanation of both ends", () => {
    const fixes = [
      [0, 900],
      [60, 20],
      [600, 30],
      [660, 400],
    ].map(([at = 0, east = 0]) => apiFix(seconds(at), eastOfSite(east)));
    expect(fold(fixes, jobs, seconds(700)).visits).toMatchObject([
      {
        jobId: "job",
        arrivedAt: seconds(60),
        departedAt: seconds(660),
        arrivedBetween: [seconds(0), seconds(60)],
        departedBetween: [seconds(600), seconds(660)],
        openedBy: "fence",
        closeReason: "left",
        arrivedExplanation: { rule: "surely_inside" },
        departedExplanation: { rule: "surely_outside" },
      },
    ]);
  });

  it("put hand inputs in their place however they came, with fixes from before and after", () => {
    const fixes = [200, 30, 500].map((at) => apiFix(seconds(at), eastOfSite(3000)));
    const { visits } = fold(fixes, jobs, seconds(1000), handInputs);
    expect(visits).toMatchObject([
      { arrivedAt: seconds(100), departedAt: seconds(900), openedBy: "check_in", closeReason: "check_out" },
    ]);
    expect(fold(fixes, jobs, seconds(1000), handInputs.toReversed()).visits).toEqual(visits);
  });

  it("go on through a quick re-entry as one", () => {
    const fixes = [
      [60, 20],
      [600, 400],
      [700, 20],
    ].map(([at = 0, east = 0]) => apiFix(seconds(at), eastOfSite(east)));
    expect(fold(fixes, jobs, seconds(800)).visits).toMatchObject([
      { arrivedAt: seconds(60), departedAt: null, departedBetween: null, closeReason: null },
    ]);
  });

  it("include one that was open before, without an explanation it cannot have", () => {
    const { state } = applyHandInput(
      initialTrackState,
      { jobId: "job", input: { kind: "check_in", at: seconds(0), evidence: null } },
      jobs,
      rules,
    );
    const folded = foldDay({
      startState: state,
      fixes: [],
      handInputs: [],
      candidates: jobs,
      rules,
      until: seconds(60),
    });
    expect(folded.visits).toMatchObject([
      { arrivedAt: seconds(0), departedAt: null, openedBy: null, arrivedExplanation: null },
    ]);
  });

  it("never overlap within a job, on any day", () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 1_000_000 }), (seed) => {
        const { fixes, jobs: street, until } = randomDay(seed);
        const { visits } = fold(fixes, street, until);
        for (const job of street) {
          const stays = visits.filter((visit) => visit.jobId === job.jobId);
          for (const [index, visit] of stays.entries()) {
            expect((visit.departedAt ?? until) >= visit.arrivedAt).toBe(true);
            const next = stays[index + 1];
            if (next) expect(visit.departedAt !== null && visit.departedAt <= next.arrivedAt).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
