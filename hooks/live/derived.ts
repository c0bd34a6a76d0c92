import type { ClusterWire } from "@/lib/dispatch/cluster-wire";
import type { AnyEvent, JobWire, TechnicianWire } from "@/lib/realtime/protocol";

/** Remembers the answer for the last argument, so that the same rows give the same list. */
export function rememberLast<A, R>(compute: (argument: A) => R): (argument: A) => R {
  let last: { argument: A; result: R } | undefined;
  return (argument) => {
    if (last === undefined || last.argument !== argument) last = { argument, result: compute(argument) };
    return last.result;
  };
}

type Rows<T> = ReadonlyMap<string, T>;

export const techniciansByName = (rows: Rows<TechnicianWire>): readonly TechnicianWire[] =>
  [...rows.values()].sort((a, b) => a.full_name.localeCompare(b.full_name) || a.number - b.number);

export const jobsByNumber = (rows: Rows<JobWire>): readonly JobWire[] =>
  [...rows.values()].sort((a, b) => a.number - b.number);

export const clustersByAge = (rows: Rows<ClusterWire>): readonly ClusterWire[] =>
  [...rows.values()].sort((a, b) => Date.parse(a.since) - Date.parse(b.since));

export const newestFirst = (events: readonly AnyEvent[]): readonly AnyEvent[] => [...events].reverse();

/** Each technician's jobs: what runs, what is travelled to, what is planned by its window, then what is done. */
export function jobsByTechnician(rows: Rows<JobWire>): ReadonlyMap<string, readonly JobWire[]> {
  const result = new Map<string, JobWire[]>();
  for (const job of rows.values()) {
    if (job.technician_id === null) continue;
    const list = result.get(job.technician_id);
    if (list === undefined) result.set(job.technician_id, [job]);
    else list.push(job);
  }
  for (const list of result.values()) list.sort(byProgress);
  return result;
}

const order = [
  "running",
  "en_route",
  "assigned",
  "pending",
  "on_hold",
  "completed",
  "failed",
  "cancelled",
] as const;
const startOf = (job: JobWire) =>
  job.window_start === null ? Number.MAX_SAFE_INTEGER : Date.parse(job.window_start);

function byProgress(a: JobWire, b: JobWire): number {
  return order.indexOf(a.status) - order.indexOf(b.status) || startOf(a) - startOf(b) || a.number - b.number;
}
