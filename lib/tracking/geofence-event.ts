import { explanationWire } from "@/lib/geofence/explanation-wire";
import { isoBetween } from "@/lib/geofence/passed-through";
import type { FenceTransition, GeofenceEventType } from "@/lib/geofence/types";
import type { JobOutcome } from "@/lib/jobs/types";
import type { NewEvent } from "@/lib/realtime/append-events";
import type { FixResultWire, GeofenceEventWire } from "@/lib/realtime/protocol";
import type { TrackedTechnician } from "./tracked-technician";

export interface GeofenceSubject {
  readonly technician: Pick<TrackedTechnician, "technicianId" | "name">;
  readonly job: { readonly id: string; readonly number: number; readonly title: string };
  /** Null for a drive-past. */
  readonly visitId: string | null;
  readonly decisionId: string;
  readonly jobOutcome: JobOutcome | null;
  readonly timeOnSiteSeconds: number | null;
}

export interface GeofenceNews {
  /** For everybody who watches. */
  readonly event: NewEvent;
  /** The short form that the sender of the deciding fix gets in the answer. */
  readonly told: NonNullable<FixResultWire["geofence_event"]>;
}

const eventTypes = { arrived: "enter", departed: "exit", passed: "passed" } as const satisfies Partial<
  Record<FenceTransition["kind"], GeofenceEventType>
>;

/**
 * An arrival, a departure or a drive-past as people are told of it.
 * @param now epoch ms: when we learned of it
 */
export function geofenceNews(
  { technician, job, visitId, decisionId, jobOutcome, timeOnSiteSeconds }: GeofenceSubject,
  transition: Extract<FenceTransition, { kind: keyof typeof eventTypes }>,
  now: number,
): GeofenceNews {
  const eventType = eventTypes[transition.kind];
  const occurredAt = new Date(transition.at);
  const distance =
    transition.distanceMeters === null ? null : Math.round(transition.distanceMeters * 10) / 10;
  const payload: GeofenceEventWire = {
    decision_id: decisionId,
    event_type: eventType,
    technician_id: technician.technicianId,
    technician_name: technician.name,
    job_id: job.id,
    job_number: job.number,
    job_title: job.title,
    visit_id: visitId,
    distance_meters: distance,
    occurred_at: occurredAt.toISOString(),
    received_at: new Date(now).toISOString(),
    job_outcome: jobOutcome,
    time_on_site_seconds: timeOnSiteSeconds,
    ...(transition.kind === "passed" ? { passed_between: isoBetween(transition.passed) } : {}),
    explanation: explanationWire(transition),
  };
  return {
    event: {
      type: "geofence_event",
      technicianId: technician.technicianId,
      jobId: job.id,
      occurredAt,
      payload: { ...payload },
    },
    told: {
      event_type: eventType,
      job_id: job.id,
      job_number: job.number,
      distance_meters: distance,
      occurred_at: payload.occurred_at,
      job_outcome: jobOutcome,
    },
  };
}
