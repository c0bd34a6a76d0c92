import { and, eq, isNull, sql } from "drizzle-orm";
import { visits } from "@/drizzle/schema/geofence";
import { jobAssignments } from "@/drizzle/schema/jobs";
import type { Work } from "@/lib/db/transaction";
import { endVisit } from "@/lib/geofence/commands";
import type { VisitCloseReason } from "@/lib/geofence/types";
import { newId } from "@/lib/id";
import { openVisit } from "../queries";

/** Books that a job is a technician's to do from now on. */
export async function beginAssignment(
  { tx, tenantId }: Work,
  jobId: string,
  technicianId: string,
  at: Date,
): Promise<void> {
  await tx.insert(jobAssignments).values({ tenantId, id: newId(), jobId, technicianId, fromAt: at });
}

/**
 * Books that a job is nobody's to do any more.
 * @param takenReason null when he finished it himself
 */
export async function endAssignment(
  { tx, tenantId }: Work,
  jobId: string,
  at: Date,
  takenReason: VisitCloseReason | null,
): Promise<void> {
  await tx
    .update(jobAssignments)
    .set({ untilAt: sql`greatest(${jobAssignments.fromAt}, ${at.toISOString()}::timestamptz)`, takenReason })
    .where(
      and(
        eq(jobAssignments.tenantId, tenantId),
        eq(jobAssignments.jobId, jobId),
        isNull(jobAssignments.untilAt),
      ),
    );
}

/**
 * Takes a job from its technician: ends the assignment, and the visit if he is on site (GEO-7).
 * @returns when the visit ended; null when there was none
 */
export async function takeAway(
  unit: Work,
  jobId: string,
  technicianId: string,
  at: Date,
  reason: VisitCloseReason,
): Promise<Date | null> {
  await endAssignment(unit, jobId, at, reason);
  const visit = await openVisit(unit.tx, unit.tenantId, technicianId, jobId);
  if (visit === null) return null;
  const end = Math.max(at.getTime(), visit.arrivedAt.getTime());
  await endVisit(unit, { technicianId, jobId }, { at: end, after: end, reason });
  return new Date(end);
}

/**
 * Has a technician's day folded again from a moment on: because fixes of before may hold visits of a job that is his only
 * now (GEO-4), or because what a person did has to reach what the fences remember. Without a key: each such moment
 * counts, and the earliest of several must not be forgotten.
 */
export async function foldAgain(unit: Work, technicianId: string, from: Date): Promise<void> {
  await unit.enqueue({
    name: "rebuild_visits",
    payload: { tenantId: unit.tenantId, technicianId, from: from.toISOString() },
  });
}

/** When the technician was last at this job, if that is over: a new visit cannot begin before it. */
export async function lastDeparture(
  { tx, tenantId }: Work,
  jobId: string,
  technicianId: string,
): Promise<Date | null> {
  const [row] = await tx
    .select({ departedAt: sql<string | null>`max(${visits.departedAt})` })
    .from(visits)
    .where(
      and(eq(visits.tenantId, tenantId), eq(visits.jobId, jobId), eq(visits.technicianId, technicianId)),
    );
  return row?.departedAt ? new Date(row.departedAt) : null;
}
