import { describe, expect, it } from "vitest";
import { defaultFenceRules } from "@/lib/geofence/fence-rules";
import { apiFix, classicSite, eastOfSite, openJob, seconds } from "@/tests/support/fixes";
import { type AssignmentRow, candidateOf } from "./candidate-job";
import { foldDay } from "./fold-day";
import { initialTrackState } from "./process-fix";
import type { CandidateJob } from "./types";

const assignment = (
  from: number,
  until: number | null,
  more: Partial<AssignmentRow> = {},
): AssignmentRow => ({
  jobId: "job",
  fromAt: seconds(from),
  untilAt: until === null ? null : seconds(until),
  takenReason: until === null ? null : "job_unassigned",
  windowStart: null,
  windowEnd: null,
  ...classicSite,
  arrivalRadiusMeters: 100,
  approachRadiusMeters: 500,
  departureRadiusMeters: null,
  polygon: null,
  ...more,
});

function visits(candidate: CandidateJob, steps: readonly (readonly [number, number])[]) {
  const { visits } = foldDay({
    startState: initialTrackState,
    fixes: steps.map(([at, meters]) => apiFix(seconds(at), eastOfSite(meters))),
    handInputs: [],
    candidates: [candidate],
    rules: defaultFenceRules,
    until: seconds(10_000),
  });
  const second = (at: number | null) => (at === null ? null : (at - seconds(0)) / 1000);
  return visits.map((visit) => [second(visit.arrivedAt), second(visit.departedAt), visit.closeReason]);
}

describe("a job that was taken from a technician and given back", () => {
  const back = candidateOf([assignment(0, 100), assignment(200, null)]);

  it("ends the visit when it was taken and begins another with the first fix inside afterwards", () => {
    expect(
      visits(back, [
        [10, 900],
        [50, 10],
        [220, 10],
        [300, 900],
      ]),
    ).toEqual([
      [50, 100, "job_unassigned"],
      [220, 300, "left"],
    ]);
  });

  it("has no visit in between, whatever the fixes show", () => {
    expect(
      visits(back, [
        [10, 900],
        [120, 10],
        [150, 10],
        [190, 900],
        [250, 900],
      ]),
    ).toEqual([]);
    expect(
      visits(back, [
        [10, 900],
        [50, 10],
        [120, 900],
        [150, 10],
        [190, 900],
        [210, 10],
      ]),
    ).toEqual([
      [50, 100, "job_unassigned"],
      [210, null, null],
    ]);
  });

  it("may be taken away a second time, and an earlier return is remembered", () => {
    const twice = candidateOf([assignment(0, 100), assignment(200, 300), assignment(400, 500)]);
    expect(
      visits(twice, [
        [10, 10],
        [210, 10],
        [410, 10],
        [600, 10],
      ]),
    ).toEqual([
      [10, 100, "job_unassigned"],
      [210, 300, "job_unassigned"],
      [410, 500, "job_unassigned"],
    ]);
  });
});

describe("what an assignment means to the fences", () => {
  it.each([
    ["without a window, fixes since the assignment", {}, 0, null],
    [
      "with a window, fixes within 4 h of it",
      { windowStart: seconds(20_000), windowEnd: seconds(30_000) },
      20_000 - 14_400,
      30_000 + 14_400,
    ],
    ["with a start only, no end", { windowStart: seconds(20_000) }, 20_000 - 14_400, null],
    ["with an end only, no beginning", { windowEnd: seconds(30_000) }, null, 30_000 + 14_400],
  ])("%s", (_name, window, opens, closes) => {
    const { opensAt, closesAt, takenAway, absences } = candidateOf([assignment(0, null, window)]);
    expect({ opensAt, closesAt, takenAway, absences }).toEqual({
      opensAt: opens === null ? null : seconds(opens),
      closesAt: closes === null ? null : seconds(closes),
      takenAway: null,
      absences: [],
    });
  });

  it("ends with the assignment, and one that he finished himself is not taken away", () => {
    const finished = candidateOf([assignment(0, 100, { takenReason: null })]);
    expect(finished).toMatchObject({ closesAt: seconds(100), takenAway: null });
    expect(
      visits(finished, [
        [50, 10],
        [150, 900],
      ]),
    ).toEqual([[50, 150, "left"]]);
    expect(openJob("job").absences).toEqual([]);
  });
});
