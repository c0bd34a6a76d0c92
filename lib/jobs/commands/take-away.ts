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

/** Fixes that a job's window reaches back to may hold visits nobody looked for yet (GEO-4). */
export async function foldPastFixes(unit: Work, technicianId: string, from: Date): Promise<void> {
  await unit.enqueue({
    name: "rebuild_visits",
    payload: { tenantId: unit.tenantId, technicianId, from: from.toISOString() },
  });
}

/** What people did to visits has to reach what the fences remember of the technician. */
export async function settleLater(unit: Work, technicianId: string): Promise<void> {
  await unit.enqueue({
    name: "settle_technician",
    payload: { tenantId: unit.tenantId, technicianId },
    key: `settle:${technicianId}`,
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
