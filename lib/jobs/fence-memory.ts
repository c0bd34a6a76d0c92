import type { Departure } from "@/lib/geofence/visit-book";
import { RECENT_MS } from "./start-on-arrival";
import type { FenceDepartureMemory, FenceStartMemory, JobStatus } from "./types";

/**
 * What is kept of a departure so that it can be taken back (GEO-2): only one that the fence marked, and that is recent when
 * we learn of it, for nobody is "still there" of yesterday. A correction of its time gives no more time to take it back.
 * @param before what was kept so far
 * @param departed null while he is there
 */
export function departureMemory(
  before: FenceDepartureMemory | null,
  departed: Pick<Departure, "at" | "reason"> | null,
  now: Date,
): FenceDepartureMemory | null {
  if (departed === null || departed.reason !== "left") return null;
  if (now.getTime() - departed.at > RECENT_MS) return null;
  const departedAt = new Date(departed.at).toISOString();
  return { departedAt, madeAt: before?.madeAt ?? now.toISOString() };
}

/** What is kept of a job before the fence starts it, so that the start can be undone (GEO-2). */
export function startMemory(
  { status, startedAt }: { readonly status: JobStatus; readonly startedAt: Date | null },
  now: Date,
): FenceStartMemory {
  const fromStatus = status === "en_route" ? "en_route" : "assigned";
  return { fromStatus, startedAt: startedAt?.toISOString() ?? null, madeAt: now.toISOString() };
}
