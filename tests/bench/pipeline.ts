import { destinationPoint } from "@/lib/geo/destination";
import type { LatLng } from "@/lib/geo/types";
import { defaultFenceRules } from "@/lib/geofence/fence-rules";
import { initialTrackState, processFix } from "@/lib/tracking/process-fix";
import type { CandidateJob, Fix } from "@/lib/tracking/types";
import { apiFix, classicSite, openJob, seededRandom } from "../support/fixes";
import { EveryDistance } from "./peers/every-distance";
import { figure, median, printTable, spread } from "./table";
import type { Workshop } from "./workshop";

const CANDIDATES = [1, 10, 100] as const;
const FIXES = 100_000;
/** Jobs of a technician lie within this of the depot, metres. */
const CITY_METERS = 10_000;

/** A pipeline ready for a day: takes a fix, answers how many events it caused. */
type Stepper = (fix: Fix) => number;

/** µs per fix of the pure pipeline (judge and fences) with few and many candidate jobs, against bare distances to all of them. */
export async function benchPipeline({ rounds }: Pick<Workshop, "rounds">): Promise<void> {
  const results = CANDIDATES.map((count) => {
    const jobs = jobsInTown(count);
    return {
      count,
      jobs,
      fixes: daysRound(jobs),
      ours: [] as number[],
      naive: [] as number[],
      events: [0, 0],
    };
  });
  // One round more than is counted: the first one warms both up.
  for (let round = 0; round <= rounds; round += 1) {
    for (const { jobs, fixes, ours, naive, events } of results) {
      const [own, bare] = [timed(pipeline(jobs), fixes), timed(everyDistance(jobs), fixes)];
      events.splice(0, 2, own.events, bare.events);
      if (round === 0) continue;
      ours.push(own.microseconds);
      naive.push(bare.microseconds);
    }
  }
  printTable(
    ["Candidate jobs", "ours µs/fix", "bare distances µs/fix", "ours / bare", "events: ours", "bare"],
    results.map(({ count, ours, naive, events }) => [
      String(count),
      spread(ours),
      spread(naive),
      spread(ours.map((one, round) => one / (naive[round] ?? one))),
      ...events.map(figure),
    ]),
  );
  const [one, , hundred] = results;
  if (!one || !hundred) return;
  const growth = (of: "ours" | "naive") =>
    figure(median(hundred[of].map((value, round) => value / (one[of][round] ?? value))));
  console.log(
    `  100 candidates cost ${growth("ours")} × as much as one; bare distances ${growth("naive")} ×`,
  );
}

function pipeline(jobs: readonly CandidateJob[]): Stepper {
  let state = initialTrackState;
  return (fix) => {
    const step = processFix(state, fix, jobs, defaultFenceRules);
    state = step.state;
    return step.result.transitions.length;
  };
}

function everyDistance(jobs: readonly CandidateJob[]): Stepper {
  const fences = new EveryDistance(jobs);
  return (fix) => fences.step(fix);
}

function timed(step: Stepper, fixes: readonly Fix[]): { microseconds: number; events: number } {
  let events = 0;
  const from = performance.now();
  for (const fix of fixes) events += step(fix);
  return { microseconds: ((performance.now() - from) * 1000) / fixes.length, events };
}

function jobsInTown(count: number): CandidateJob[] {
  const random = seededRandom(count);
  return Array.from({ length: count }, (_, index) => {
    const place = destinationPoint(classicSite, random() * 360, Math.sqrt(random()) * CITY_METERS);
    return openJob(`job-${index}`, place);
  });
}

/** Drives from job to job at 12 m/s with 20 min at each, a fix every 10 s with 5 to 45 m of accuracy. */
function daysRound(jobs: readonly CandidateJob[]): Fix[] {
  const random = seededRandom(jobs.length + 1);
  const fixes: Fix[] = [];
  let place = classicSite;
  const say = (speedMps: number) => {
    const at = Date.UTC(2026, 2, 2) + fixes.length * 10_000;
    const accuracyMeters = 5 + random() * 40;
    const point = destinationPoint(place, random() * 360, (random() * accuracyMeters) / 2);
    fixes.push(apiFix(at, point, { accuracyMeters, speedMps, source: "owntracks" }));
  };
  while (fixes.length < FIXES) {
    const goal = jobs[Math.floor(random() * jobs.length)]?.profile.shape.center ?? classicSite;
    const via = destinationPoint(goal, random() * 360, 2000 + random() * 3000);
    for (const stop of [via, goal]) {
      for (const point of road(place, stop)) {
        place = point;
        say(12);
      }
    }
    for (let fix = 0; fix < 20 * 6; fix += 1) say(0);
  }
  return fixes.slice(0, FIXES);
}

/** Places 120 m apart from one to another, the goal last. */
function* road(from: LatLng, to: LatLng): Generator<LatLng> {
  const legs = Math.ceil(
    Math.hypot(to.lat - from.lat, to.lng - from.lng) * 926, // about 111 km a degree, near the equator
  );
  for (let leg = 1; leg <= legs; leg += 1) {
    const share = leg / legs;
    yield { lat: from.lat + (to.lat - from.lat) * share, lng: from.lng + (to.lng - from.lng) * share };
  }
}
