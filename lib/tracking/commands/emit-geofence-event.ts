import { and, eq } from "drizzle-orm";
import { jobs } from "@/drizzle/schema/jobs";
import type { Work } from "@/lib/db/transaction";
import { explanationWire } from "@/lib/geofence/explanation-wire";
import type { FenceTransition, GeofenceEventType } from "@/lib/geofence/types";
import type { JobOutcome } from "@/lib/jobs/types";
import type { FixResultWire, GeofenceEventWire } from "@/lib/realtime/protocol";
import type { TrackedTechnician } from "../tracked-technician";

export interface GeofenceSubject {
  readonly technician: Pick<TrackedTechnician, "technicianId" | "name">;
  readonly jobId: string;
  readonly visitId: string;
  readonly decisionId: string;
  readonly jobOutcome: JobOutcome | null;
  readonly timeOnSiteSeconds: number | null;
}

/**
 * Logs an arrival or departure for everybody who watches.
 * @param now epoch ms: when we learned of it
 * @returns the short form that the sender of the deciding fix gets in the answer
 */
export async function emitGeofenceEvent(
  unit: Work,
  subject: GeofenceSubject,
  transition: Extract<FenceTransition, { kind: "arrived" | "departed" }>,
  now: number,
): Promise<NonNullable<FixResultWire["geofence_event"]>> {
  const [job] = await unit.tx
    .select({ number: jobs.number, title: jobs.title })
    .from(jobs)
    .where(and(eq(jobs.tenantId, unit.tenantId), eq(jobs.id, subject.jobId)));
  if (!job) throw new Error(`job ${subject.jobId} vanished under its visit`);
  const eventType: GeofenceEventType = transition.kind === "arrived" ? "enter" : "exit";
  const occurredAt = new Date(transition.at);
  const distance =
    transition.distanceMeters === null ? null : Math.round(transition.distanceMeters * 10) / 10;
  const payload: GeofenceEventWire = {
    decision_id: subject.decisionId,
    event_type: eventType,
    technician_id: subject.technician.technicianId,
    technician_name: subject.technician.name,
    job_id: subject.jobId,
    job_number: job.number,
    job_title: job.title,
    visit_id: subject.visitId,
    distance_meters: distance,
    occurred_at: occurredAt.toISOString(),
    received_at: new Date(now).toISOString(),
    job_outcome: subject.jobOutcome,
    time_on_site_seconds: subject.timeOnSiteSeconds,
    explanation: explanationWire(transition),
  };
  unit.emit({
    type: "geofence_event",
    technicianId: subject.technician.technicianId,
    jobId: subject.jobId,
    occurredAt,
    payload: { ...payload },
  });
  return {
    event_type: eventType,
    job_id: subject.jobId,
    job_number: job.number,
    distance_meters: distance,
    occurred_at: payload.occurred_at,
    job_outcome: subject.jobOutcome,
  };
}
