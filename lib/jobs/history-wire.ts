import type { jobHistory } from "./queries";
import type { JobChangeActor, JobStatus } from "./types";

export interface HistoryWire {
  /** A job action, `create` or `edit`. */
  action: string;
  from_status: JobStatus | null;
  to_status: JobStatus;
  /** Whom the change concerned. */
  technician_id: string | null;
  actor: JobChangeActor;
  actor_name: string | null;
  reason: string | null;
  occurred_at: string;
  recorded_at: string;
}

/** One entry of a job's history as the wire has it. */
export function historyWire(row: Awaited<ReturnType<typeof jobHistory>>[number]): HistoryWire {
  return {
    action: row.action,
    from_status: row.fromStatus,
    to_status: row.toStatus,
    technician_id: row.technicianId,
    actor: row.actor,
    actor_name: row.userName ?? row.tokenLabel,
    reason: row.reason,
    occurred_at: row.occurredAt.toISOString(),
    recorded_at: row.recordedAt.toISOString(),
  };
}
