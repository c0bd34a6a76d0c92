import { describe, expect, it } from "vitest";
import { destinationPoint } from "@/lib/geo/destination";
import { defaultFenceRules as rules } from "@/lib/geofence/fence-rules";
import { siteProfile } from "@/lib/geofence/site-profile";
import { apiFix, classicSite, eastOfSite, openJob, seconds } from "@/tests/support/fixes";
import { advanceClock, applyHandInput, initialTrackState, nextDeadline, processFix } from "./process-fix";
import type { CandidateJob, Fix, JobTransition, TrackState } from "./types";

const told = ({ jobId, transition }: JobTransition) =>
  `${jobId} ${transition.kind}@${(transition.at - seconds(0)) / 1000}`;

/** Fixes `[second, metres east, rest]` or bare seconds for the clock, through one technician. */
function run(
  steps: readonly (readonly [number, number, Partial<Fix>?] | number)[],
  candidates: readonly CandidateJob[],
  from: TrackState = initialTrackState,
) {
  let state = from;
  const transitions: JobTransition[] = [];
  for (const step of steps) {
    if (typeof step === "number") {
      const next = advanceClock(state, seconds(step), candidates, rules);
      state = next.state;
      transitions.push(...next.transitions);
    } else {
      const [at, east, rest] = step;
      const next = processFix(state, apiFix(seconds(at), eastOfSite(east), rest), candidates, rules);
      state = next.state;
      transitions.push(...next.result.transitions);
    }
  }
  return { state, transitions, told: transitions.map(told) };
}

describe("the classic day", () => {
  const day = [
    apiFix(seconds(0), { lat: 6.5262, lng: 3.3792 }),
    apiFix(seconds(30), { lat: 6.5248, lng: 3.3792 }),
    apiFix(seconds(2370), { lat: 6.5258, lng: 3.3792 }),
  ];

  it("is nothing at 200 m, an arrival at 45 m, a departure at 156 m", () => {
    const seen: (JobTransition | null)[] = [];
    let state = initialTrackState;
    for (const fix of day) {
      const step = processFix(state, fix, [openJob("job")], rules);
      state = step.state;
      seen.push(step.result.transitions[0] ?? null);
    }
    const [nothing, enter, exit] = seen;
    expect(nothing).toBeNull();
    expect(enter?.transition).toMatchObject({
      kind: "arrived",
      at: seconds(30),
      between: [seconds(0), seconds(30)],
    });
    expect(enter?.transition.distanceMeters).toBeCloseTo(44.5, 1);
    expect(exit?.transition).toMatchObject({
      kind: "departed",
      at: seconds(2370),
      visitArrivedAt: seconds(30),
    });
    expect(exit?.transition.distanceMeters).toBeCloseTo(155.7, 1);
  });
});

describe("which jobs a fix may open (GEO-4)", () => {
  it.each<[string, Partial<CandidateJob>, string[]]>([
    ["nothing before its window", { opensAt: seconds(31) }, []],
    ["a visit at its first moment", { opensAt: seconds(30) }, ["job arrived@30"]],
    ["a visit at its last moment", { closesAt: seconds(31) }, ["job arrived@30"]],
    ["nothing once it has closed", { closesAt: seconds(30) }, []],
    [
      "nothing from the moment it is taken away",
      { takenAway: { at: seconds(30), reason: "job_cancelled" } },
      [],
    ],
  ])("%s", (_name, rest, expected) => {
    expect(
      run(
        [
          [0, 900],
          [30, 20],
        ],
        [openJob("job", classicSite, rest)],
      ).told,
    ).toEqual(expected);
  });

  it("goes on judging a visit that is open when the window closes, and its cooldown", () => {
    const job = openJob("job", classicSite, { closesAt: seconds(100) });
    expect(
      run(
        [
          [30, 20],
          [200, 20],
          [300, 400],
          [400, 20],
          [500, 400],
          [900, 20],
        ],
        [job],
      ).told,
    ).toEqual(["job arrived@30", "job departed@300", "job reopened@400", "job departed@500"]);
  });

  it("finishes what began inside the window, and nothing more", () => {
    const job = openJob("job", classicSite, { closesAt: seconds(100) });
    const uncertain = { accuracyMeters: 40 };
    expect(
      run(
        [
          [90, 80, uncertain],
          [120, 80, uncertain],
        ],
        [job],
      ).told,
    ).toEqual(["job arrived@90"]);
    expect(run([[90, 50, { speedMps: 9 }], 150], [job]).told).toEqual(["job arrived@90"]);
    expect(
      run(
        [
          [90, 80, uncertain],
          [105, 20],
          [130, 20],
        ],
        [job],
      ).told,
    ).toEqual([]);
  });

  it("closes an open visit when the job is taken away, by the clock or before the next fix", () => {
    const taken = openJob("job", classicSite, { takenAway: { at: seconds(100), reason: "job_unassigned" } });
    const { state } = run([[30, 20]], [openJob("job")]);
    for (const next of [run([100], [taken], state), run([[160, 20]], [taken], state)]) {
      expect(next.told).toEqual(["job departed@100"]);
      expect(next.transitions[0]?.transition).toMatchObject({ reason: "job_unassigned" });
      expect(next.state.fences).toEqual({});
    }
  });

  it("keeps an open visit of a job that is missing among the candidates and drops its doubts", () => {
    const inside = run([[0, 20]], [openJob("a")]).state;
    expect(run([[60, 900]], [], inside).state.fences).toHaveProperty("a.phase", "inside");
    const doubting = run([[0, 80, { accuracyMeters: 40 }]], [openJob("a")]).state;
    expect(run([[60, 80]], [], doubting).state.fences).toEqual({});
  });
});

describe("fences of one technician", () => {
  it("tell the same in whatever order the candidates are given", () => {
    const jobs = [openJob("b"), openJob("a"), openJob("c", eastOfSite(400))];
    const steps = [
      [0, 20],
      [300, 400],
      [600, 20],
    ] as [number, number][];
    const expected = ["a arrived@0", "b arrived@0", "a departed@300", "b departed@300", "c arrived@300"];
    for (const order of [jobs, jobs.toReversed()])
      expect(run(steps, order).told.slice(0, 5)).toEqual(expected);
  });

  it("leave nothing behind once the technician is away and the cooldown is over", () => {
    const jobs = Array.from({ length: 50 }, (_, i) => openJob(`job-${i}`, eastOfSite(i * 40)));
    const steps = Array.from({ length: 60 }, (_, i) => [i * 60, i * 40, { accuracyMeters: 30 }] as const);
    const { state } = run([...steps, [20_000, 50_000], [30_000, 50_000]], jobs);
    expect(state.fences).toEqual({});
  });

  it("are not moved by outlier, mock, duplicate and late fixes", () => {
    const { told: seen } = run(
      [
        [0, 900_000],
        [10, 20, { accuracyMeters: 3 }],
        [20, 900_000],
        [30, 20, { mock: true }],
        [15, 20],
        [20, 900_000],
      ],
      [openJob("job")],
    );
    expect(seen).toEqual([]);
  });

  it("see no arrival on a line that crosses the fence between two fixes", () => {
    expect(run([[0, -600], [60, 600], 3600], [openJob("job")]).told).toEqual([]);
  });

  it("remember when a coarse fix left the last certain moment behind", () => {
    const steps = [
      [0, 900],
      [60, 500, { accuracyMeters: 1500 }],
      [120, 20],
    ] as const;
    expect(run(steps, [openJob("job")]).transitions[0]?.transition).toMatchObject({
      between: [seconds(0), seconds(120)],
    });
  });
});

describe("the clock", () => {
  it("opens a visit at the announced deadline and names none afterwards", () => {
    const job = openJob("job");
    const { state } = run(
      [
        [0, 900],
        [30, 50, { speedMps: 9 }],
      ],
      [job],
    );
    expect(nextDeadline(state, rules)).toBe(seconds(90));
    expect(run([89], [job], state).told).toEqual([]);
    const decided = run([90], [job], state);
    expect(decided.told).toEqual(["job arrived@30"]);
    expect(nextDeadline(decided.state, rules)).toBeNull();
  });

  it("names the earliest of several deadlines", () => {
    const jobs = [openJob("a"), openJob("b", eastOfSite(150))];
    const { state } = run(
      [
        [0, 75, { speedMps: 9 }],
        [30, 140, { speedMps: 9 }],
      ],
      jobs,
    );
    expect(nextDeadline(state, rules)).toBe(seconds(60));
  });

  it("changes nothing while nothing waits", () => {
    const { state } = run([[0, 20]], [openJob("job")]);
    expect(advanceClock(state, seconds(9999), [openJob("job")], rules).state).toBe(state);
    expect(nextDeadline(initialTrackState, rules)).toBeNull();
  });
});

describe("hand inputs", () => {
  const checkIn = { jobId: "job", input: { kind: "check_in", at: seconds(10), evidence: null } } as const;

  it("open outside the window, and nothing for a job that is not a candidate or was taken away", () => {
    const closed = openJob("job", classicSite, { closesAt: seconds(0) });
    expect(applyHandInput(initialTrackState, checkIn, [closed], rules).transitions.map(told)).toEqual([
      "job arrived@10",
    ]);
    expect(applyHandInput(initialTrackState, checkIn, [], rules)).toEqual({
      state: initialTrackState,
      transitions: [],
      trips: [],
    });
    const taken = openJob("job", classicSite, { takenAway: { at: seconds(10), reason: "job_cancelled" } });
    expect(applyHandInput(initialTrackState, checkIn, [taken], rules)).toEqual({
      state: initialTrackState,
      transitions: [],
      trips: [],
    });
  });
});

describe("geometry", () => {
  it.each([
    ["across 180°", { lat: -16.8, lng: 179.9999 }],
    ["at 89.9° north", { lat: 89.9, lng: 40 }],
    ["at 89.9° south", { lat: -89.9, lng: -179.9999 }],
    ["at 0°, 0°", { lat: 0, lng: 0 }],
  ])("finds the same visit %s", (_name, center) => {
    const ring = [0, 90, 180, 270].map((bearing) => destinationPoint(center, bearing, 120));
    const jobs = [
      openJob("circle", center),
      openJob("polygon", center, { profile: siteProfile({ center, polygon: ring }) }),
    ];
    let state = initialTrackState;
    const seen: string[] = [];
    for (const [at, meters] of [
      [0, 900],
      [60, 30],
      [120, -40],
      [600, 400],
    ] as const) {
      const fix = apiFix(seconds(at), destinationPoint(center, meters < 0 ? 270 : 90, Math.abs(meters)));
      const step = processFix(state, fix, jobs, rules);
      state = step.state;
      seen.push(...step.result.transitions.map(told));
    }
    expect(seen).toEqual([
      "circle arrived@60",
      "polygon arrived@60",
      "circle departed@600",
      "polygon departed@600",
    ]);
  });
});
