import type { NewEvent } from "@/lib/realtime/append-events";
import type { JobStatusWire, JobWire } from "@/lib/realtime/protocol";
import type { Actor } from "./actor";
import type { JobStatus } from "./types";

export interface JobNews {
  /** A job action, `create`, `edit`, or `visit` when only the visit of the job changed. */
  readonly change: string;
  readonly previousStatus: JobStatus | null;
  readonly occurredAt: Date;
  /** Whose phone hears of it; the job's technician when left out. */
  readonly technicianId?: string | null;
  /** The fence when left out. */
  readonly actor?: Actor;
  readonly reason?: string | null;
  /** Set when this change takes back what a decision did: its id, null when it is not known. */
  readonly undoes?: string | null;
}

/**
 * The `job_status` event with the whole job as it is after the change.
 * @param actorName null for the fence
 */
export function jobEvent(job: JobWire, news: JobNews, actorName: string | null): NewEvent {
  const technicianId = news.technicianId === undefined ? job.technician_id : news.technicianId;
  const payload: JobStatusWire = {
    job_id: job.id,
    change: news.change,
    status: job.status,
    previous_status: news.previousStatus,
    technician_id: technicianId,
    actor: news.actor?.kind ?? "fence",
    actor_name: actorName,
    reason: news.reason ?? null,
    occurred_at: news.occurredAt.toISOString(),
    ...(news.undoes === undefined ? {} : { undone: true as const, of: news.undoes }),
    job,
  };
  return {
    type: "job_status",
    technicianId,
    jobId: job.id,
    occurredAt: news.occurredAt,
    payload: { ...payload },
  };
}
