import type { ClusterWire } from "@/lib/dispatch/cluster-wire";
import type { TenantWire } from "@/lib/tenants/tenant-wire";
import type { AnyEvent, InitialStateWire, JobWire, TechnicianWire } from "./protocol";

/** How many events a page keeps for its feed. */
export const RECENT_EVENTS = 300;

/** What a page knows of the numbered world; positions are state of their own and live elsewhere. */
export interface LiveState {
  /** Every event up to this number is in here; later ones may be (see `ahead`). */
  readonly seq: number;
  /** Numbers above `seq` that were applied before the ones between arrived. */
  readonly ahead: ReadonlySet<number>;
  readonly tenant: TenantWire | null;
  readonly technicians: ReadonlyMap<string, TechnicianWire>;
  readonly jobs: ReadonlyMap<string, JobWire>;
  /** Where more technicians are together than expected, by id. */
  readonly clusters: ReadonlyMap<string, ClusterWire>;
  /** By id of a technician, job or cluster: number of the event that last described it. */
  readonly describedAt: ReadonlyMap<string, number>;
  /** Newest `RECENT_EVENTS`, oldest first. */
  readonly recent: readonly AnyEvent[];
}

export const emptyLiveState: LiveState = {
  seq: 0,
  ahead: new Set(),
  tenant: null,
  technicians: new Map(),
  jobs: new Map(),
  clusters: new Map(),
  describedAt: new Map(),
  recent: [],
};

/**
 * Takes events in any order and any number of times; the outcome depends only on which ones came. Whoever was
 * described by a later event already keeps that description.
 * @returns the next state (the same object when nothing was new) and the events that were new, by number
 */
export function applyEvents(
  state: LiveState,
  events: readonly AnyEvent[],
): { state: LiveState; fresh: readonly AnyEvent[] } {
  const ahead = new Set(state.ahead);
  const fresh: AnyEvent[] = [];
  for (const event of events) {
    if (event.seq <= state.seq || ahead.has(event.seq)) continue;
    ahead.add(event.seq);
    fresh.push(event);
  }
  if (fresh.length === 0) return { state, fresh };
  fresh.sort(bySeq);

  const describedAt = new Map(state.describedAt);
  const technicians = described(
    state.technicians,
    fresh.flatMap(({ seq, type, data }) =>
      type === "technician_status" ? { seq, row: data.technician } : [],
    ),
    describedAt,
  );
  const jobs = described(
    state.jobs,
    fresh.flatMap(({ seq, type, data }) => (type === "job_status" ? { seq, row: data.job } : [])),
    describedAt,
    // The answer to our own request may be ahead of the log.
    (held, next) => held.version <= next.version,
  );
  const clusters = withClusters(state.clusters, fresh, describedAt);
  let seq = state.seq;
  while (ahead.delete(seq + 1)) seq += 1;
  return {
    state: {
      ...state,
      seq,
      ahead,
      technicians,
      jobs,
      clusters,
      describedAt,
      recent: merge(state.recent, fresh),
    },
    fresh,
  };
}

/** One event; see `applyEvents`. */
export function applyEvent(state: LiveState, event: AnyEvent): LiveState {
  return applyEvents(state, [event]).state;
}

/**
 * The server vouches that everything up to `to` which this page may see has been sent. True to say only when
 * nothing before it is missing; numbers that are not for this page leave no hole then.
 */
export function completeUpTo(state: LiveState, to: number): LiveState {
  if (to <= state.seq) return state;
  const ahead = new Set([...state.ahead].filter((seq) => seq > to));
  let seq = to;
  while (ahead.delete(seq + 1)) seq += 1;
  return { ...state, seq, ahead };
}

/**
 * Takes a whole snapshot. Whatever this page learned from events after the snapshot's number stays; one that is
 * older than the page itself changes nothing, unless `startOver` says that the log behind us is another one.
 */
export function applyInitialState(
  state: LiveState,
  snapshot: InitialStateWire,
  startOver = false,
): LiveState {
  const before = startOver ? emptyLiveState : state;
  if (before.tenant !== null && snapshot.seq < before.seq) return before;
  const known = (id: string) => before.describedAt.get(id) ?? 0;
  const later = new Map([...before.describedAt].filter(([, seq]) => seq > snapshot.seq));
  const keep = <T extends { id: string }>(rows: readonly T[], held: ReadonlyMap<string, T>) => {
    const next = new Map(rows.map((row) => [row.id, row] as const));
    for (const [id, row] of held) if (known(id) > snapshot.seq) next.set(id, row);
    return next;
  };
  return completeUpTo(
    {
      seq: before.seq,
      ahead: before.ahead,
      tenant: snapshot.tenant,
      technicians: keep(snapshot.technicians, before.technicians),
      jobs: keep(snapshot.jobs, before.jobs),
      clusters: keepClusters(snapshot, before),
      describedAt: later,
      recent: merge(before.recent, snapshot.recent_events),
    },
    snapshot.seq,
  );
}

/** A job that an answer to our own request describes; kept when it is newer than what we hold. */
export function applyJob(state: LiveState, job: JobWire): LiveState {
  const held = state.jobs.get(job.id);
  if (held !== undefined && held.version >= job.version) return state;
  return { ...state, jobs: new Map(state.jobs).set(job.id, job) };
}

/** The rows after the changes; the same map when there are none, so that whoever shows it need not look again. */
function described<T extends { id: string }>(
  held: ReadonlyMap<string, T>,
  changes: readonly { seq: number; row: T }[],
  describedAt: Map<string, number>,
  mayReplace: (held: T, next: T) => boolean = () => true,
): ReadonlyMap<string, T> {
  if (changes.length === 0) return held;
  const rows = new Map(held);
  for (const { seq, row } of changes) {
    if ((describedAt.get(row.id) ?? 0) > seq) continue;
    describedAt.set(row.id, seq);
    const before = rows.get(row.id);
    if (before === undefined || mayReplace(before, row)) rows.set(row.id, row);
  }
  return rows;
}

/** One that dissolved is described too: whoever hears of its beginning later does not bring it back. */
function withClusters(
  held: ReadonlyMap<string, ClusterWire>,
  events: readonly AnyEvent[],
  describedAt: Map<string, number>,
): ReadonlyMap<string, ClusterWire> {
  const clusters = new Map(held);
  for (const event of events) {
    if (event.type !== "cluster_changed") continue;
    const { status, occurred_at: _, ...cluster } = event.data;
    if ((describedAt.get(cluster.cluster_id) ?? 0) > event.seq) continue;
    describedAt.set(cluster.cluster_id, event.seq);
    if (status === "dissolved") clusters.delete(cluster.cluster_id);
    else clusters.set(cluster.cluster_id, cluster);
  }
  return events.some(({ type }) => type === "cluster_changed") ? clusters : held;
}

/** Those of the snapshot, except where later events said otherwise. */
function keepClusters(snapshot: InitialStateWire, before: LiveState): ReadonlyMap<string, ClusterWire> {
  const isLater = (id: string) => (before.describedAt.get(id) ?? 0) > snapshot.seq;
  const kept = [...before.clusters.values()].filter(({ cluster_id }) => isLater(cluster_id));
  const told = snapshot.clusters.filter(({ cluster_id }) => !isLater(cluster_id));
  return new Map([...told, ...kept].map((cluster) => [cluster.cluster_id, cluster]));
}

function merge(held: readonly AnyEvent[], added: readonly AnyEvent[]): AnyEvent[] {
  const all = new Map(held.map((event) => [event.seq, event] as const));
  for (const event of added) if (event.type !== "trip_update") all.set(event.seq, event);
  return [...all.values()].sort(bySeq).slice(-RECENT_EVENTS);
}

const bySeq = (a: AnyEvent, b: AnyEvent) => a.seq - b.seq;
