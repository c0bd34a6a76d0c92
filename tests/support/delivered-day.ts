import type { FenceRules } from "@/lib/geofence/types";
import { foldBatch } from "@/lib/tracking/fold-batch";
import { foldDay } from "@/lib/tracking/fold-day";
import { advanceClock, initialTrackState, nextDeadline, staleFrom } from "@/lib/tracking/process-fix";
import type { CandidateJob, Fix, HandInput, TrackState } from "@/lib/tracking/types";
import { BookedPassed } from "./booked-passed";
import { BookedTrips } from "./booked-trips";
import { BookedVisits } from "./booked-visits";

/** Fixes that come in one request, and when, epoch ms. */
export interface Delivery {
  readonly now: number;
  readonly fixes: readonly Fix[];
}

/** What a person does, and when it reaches the server, epoch ms. */
export interface Pressed {
  readonly now: number;
  readonly hand: HandInput;
}

export interface DeliveredDay {
  readonly visits: BookedVisits["all"];
  readonly trips: BookedTrips["all"];
  readonly passed: BookedPassed["all"];
  readonly state: TrackState;
  readonly rebuilds: number;
}

/** A state as it comes back from its column. */
const stored = (state: TrackState): TrackState => JSON.parse(JSON.stringify(state));

/**
 * A technician's day as the server lives it, without the server: what `write-batch.ts`, `rebuild-visits.ts` and the
 * clock task do around the pure pipeline, hourly checkpoints included. Deliveries by `now`; the clock task runs in
 * between whenever it is due, and once more at `until` (epoch ms). What people do has the day folded again from its moment.
 */
export function deliver(
  deliveries: readonly Delivery[],
  candidates: readonly CandidateJob[],
  rules: FenceRules,
  until: number,
  pressed: readonly Pressed[] = [],
): DeliveredDay {
  const visits = new BookedVisits();
  const trips = new BookedTrips();
  const passed = new BookedPassed();
  /** By time and place, the primary key: what is there already is dropped. */
  const fixes = new Map<string, Fix>();
  const checkpoints = new Map<number, TrackState>();
  let state = initialTrackState;
  const hands: HandInput[] = [];
  const waiting = pressed.toSorted((a, b) => a.now - b.now);
  let rebuilds = 0;

  const runClock = (now: number) => {
    for (let due = nextDeadline(state, rules); due !== null && due <= now; due = nextDeadline(state, rules)) {
      const step = advanceClock(state, due, candidates, rules);
      state = stored(step.state);
      visits.settle(step.transitions);
      passed.settle(step.transitions);
      trips.settle(step.trips);
    }
  };

  const rebuild = (from: number, now: number) => {
    const reached = [...checkpoints.keys()].filter((at) => at <= from);
    const at = reached.length > 0 ? Math.max(...reached) : from;
    const startState = checkpoints.get(at) ?? initialTrackState;
    const folded = foldDay({
      startState,
      fixes: [...fixes.values()].filter((fix) => fix.at >= at),
      handInputs: hands.filter(({ input }) => input.at >= at),
      candidates,
      rules,
      until: now,
    });
    visits.reconcile(folded.visits, at);
    passed.reconcile(folded.transitions, at);
    trips.reconcile(folded.trips, startState.motion?.trip?.startedAt ?? null, at);
    state = stored(folded.state);
    for (const later of checkpoints.keys()) if (later > from) checkpoints.delete(later);
    checkpoints.set(at, startState);
    rebuilds += 1;
  };

  const pressUpTo = (now: number) => {
    for (let one = waiting[0]; one !== undefined && one.now <= now; one = waiting[0]) {
      waiting.shift();
      hands.push(one.hand);
      rebuild(one.hand.input.at, one.now);
    }
  };

  for (const { now, fixes: arrived } of deliveries) {
    pressUpTo(now);
    runClock(now);
    const batch = foldBatch(
      { state, rules, candidates },
      arrived.map((fix) => ({ fix, clientId: null, jobId: null })),
    );
    let lateFrom: number | null = null;
    for (const { incoming, result } of batch.fixes) {
      const { fix } = incoming;
      const key = `${fix.at}/${fix.point.lat}/${fix.point.lng}`;
      if (result.verdict === "duplicate" || fixes.has(key)) continue;
      fixes.set(key, fix);
      const from = staleFrom(fix.at, result);
      if (from !== null) lateFrom = Math.min(lateFrom ?? from, from);
    }
    state = stored(batch.state);
    for (const checkpoint of batch.checkpoints) checkpoints.set(checkpoint.at, stored(checkpoint.state));
    visits.settle(batch.transitions);
    passed.settle(batch.transitions);
    trips.settle(batch.trips);
    if (lateFrom !== null) rebuild(lateFrom, now);
  }
  pressUpTo(until);
  runClock(until);
  const rest = advanceClock(state, until, candidates, rules);
  trips.settle(rest.trips);
  return { visits: visits.all, trips: trips.all, passed: passed.all, state: rest.state, rebuilds };
}
