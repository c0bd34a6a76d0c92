import { and, eq, gte, inArray, isNull, or, sql } from "drizzle-orm";
import { decisions, visits } from "@/drizzle/schema/geofence";
import type { Work } from "@/lib/db/transaction";
import { newId } from "@/lib/id";
import type { FenceExplanation, FenceTransition, VisitCloseReason, VisitOpenReason } from "./types";

const moment = (at: number | null): Date | null => (at === null ? null : new Date(at));

/** A stay to be written; times epoch ms. */
export interface NewVisit {
  readonly technicianId: string;
  readonly jobId: string;
  readonly arrivedAt: number;
  readonly arrivedAfter: number | null;
  readonly openedBy: VisitOpenReason;
  readonly departed: {
    readonly at: number;
    readonly after: number;
    readonly reason: VisitCloseReason;
  } | null;
}

/**
 * Books a visit. Where one of this technician and job is open already (a check-in by hand was faster), that one is it.
 * @returns its id and whether it is new
 */
export async function bookVisit(unit: Work, visit: NewVisit): Promise<{ id: string; isNew: boolean }> {
  const id = newId();
  const inserted = await unit.tx
    .insert(visits)
    .values({
      tenantId: unit.tenantId,
      id,
      technicianId: visit.technicianId,
      jobId: visit.jobId,
      arrivedAt: new Date(visit.arrivedAt),
      arrivedAfter: moment(visit.arrivedAfter),
      openedBy: visit.openedBy,
      departedAt: moment(visit.departed?.at ?? null),
      departedAfter: moment(visit.departed?.after ?? null),
      closeReason: visit.departed?.reason ?? null,
    })
    .onConflictDoNothing()
    .returning({ id: visits.id });
  if (inserted[0]) return { id, isNew: true };
  const [open] = await unit.tx
    .select({ id: visits.id })
    .from(visits)
    .where(and(sameStay(unit, visit), isNull(visits.departedAt)));
  if (!open) throw new Error(`visit of job ${visit.jobId} neither inserted nor open`);
  return { id: open.id, isNew: false };
}

/** Ends the open visit, if it is still open: a dispatcher may have closed it in between. */
export async function endVisit(
  unit: Work,
  stay: { technicianId: string; jobId: string },
  departed: { at: number; after: number; reason: VisitCloseReason },
): Promise<{ id: string; arrivedAt: number } | null> {
  const [row] = await unit.tx
    .update(visits)
    .set({
      // A check-in by hand may have opened it a moment after the fix that ends it: a stay never ends before it began.
      departedAt: notBeforeArrival(departed.at),
      departedAfter: notBeforeArrival(departed.after),
      closeReason: departed.reason,
      updatedAt: new Date(),
    })
    .where(and(sameStay(unit, stay), isNull(visits.departedAt)))
    .returning({ id: visits.id, arrivedAt: visits.arrivedAt });
  return row ? { id: row.id, arrivedAt: row.arrivedAt.getTime() } : null;
}

/**
 * Takes a departure back: he was away for less than the cooldown, so the visit goes on (GEO-4). Where another one is open
 * already (a check-in by hand was faster), that one is it.
 */
export async function reopenVisit(
  unit: Work,
  stay: { technicianId: string; jobId: string; arrivedAt: number },
): Promise<string | null> {
  const [open] = await unit.tx
    .select({ id: visits.id })
    .from(visits)
    .where(and(sameStay(unit, stay), isNull(visits.departedAt)));
  if (open) return open.id;
  const [row] = await unit.tx
    .update(visits)
    .set({ departedAt: null, departedAfter: null, closeReason: null, updatedAt: new Date() })
    .where(and(sameStay(unit, stay), eq(visits.arrivedAt, new Date(stay.arrivedAt))))
    .returning({ id: visits.id });
  return row?.id ?? null;
}

/** Corrects a visit after late fixes and keeps what it said before (LOC-8). */
export async function correctVisit(
  unit: Work,
  stored: { id: string; arrivedAt: number; departedAt: number | null },
  now: { arrivedAt: number; arrivedAfter: number | null; departed: NewVisit["departed"] },
): Promise<void> {
  await unit.tx
    .update(visits)
    .set({
      arrivedAt: new Date(now.arrivedAt),
      arrivedAfter: moment(now.arrivedAfter),
      departedAt: moment(now.departed?.at ?? null),
      departedAfter: moment(now.departed?.after ?? null),
      closeReason: now.departed?.reason ?? null,
      changedFrom: {
        arrivedAt: new Date(stored.arrivedAt).toISOString(),
        departedAt: moment(stored.departedAt)?.toISOString() ?? null,
      },
      updatedAt: new Date(),
    })
    .where(and(eq(visits.tenantId, unit.tenantId), eq(visits.id, stored.id)));
}

/** Removes a visit that late fixes have shown never to have been; its decisions stay, marked as fallen. */
export async function removeVisit(unit: Work, id: string): Promise<void> {
  await unit.tx.delete(visits).where(and(eq(visits.tenantId, unit.tenantId), eq(visits.id, id)));
}

/** Visits of one technician that were open at `from` (epoch ms) or began later. */
export async function visitsSince(unit: Work, technicianId: string, from: number) {
  return unit.tx
    .select({
      id: visits.id,
      jobId: visits.jobId,
      arrivedAt: visits.arrivedAt,
      departedAt: visits.departedAt,
    })
    .from(visits)
    .where(
      and(
        eq(visits.tenantId, unit.tenantId),
        eq(visits.technicianId, technicianId),
        or(isNull(visits.departedAt), gte(visits.departedAt, new Date(from))),
      ),
    );
}

/** Stores why the fence decided what it decided (GEO-11). */
export async function recordDecision(
  unit: Work,
  decision: {
    technicianId: string;
    jobId: string;
    visitId: string | null;
    kind: FenceTransition["kind"];
    at: number;
    distanceMeters: number | null;
    explanation: FenceExplanation;
    jobOutcome: string | null;
  },
): Promise<string> {
  const id = newId();
  await unit.tx.insert(decisions).values({
    tenantId: unit.tenantId,
    id,
    technicianId: decision.technicianId,
    jobId: decision.jobId,
    visitId: decision.visitId,
    kind: decision.kind,
    occurredAt: new Date(decision.at),
    distanceMeters: decision.distanceMeters,
    explanation: decision.explanation,
    jobOutcome: decision.jobOutcome,
  });
  return id;
}

/** Decisions about one technician since `start` (epoch ms) that have not been withdrawn. */
export async function standingDecisions(unit: Work, technicianId: string, start: number) {
  return unit.tx
    .select({
      id: decisions.id,
      jobId: decisions.jobId,
      kind: decisions.kind,
      occurredAt: decisions.occurredAt,
    })
    .from(decisions)
    .where(
      and(
        eq(decisions.tenantId, unit.tenantId),
        eq(decisions.technicianId, technicianId),
        eq(decisions.stands, true),
        gte(decisions.occurredAt, new Date(start)),
      ),
    );
}

/** Marks decisions that late fixes have overturned; they stay readable. */
export async function withdrawDecisions(unit: Work, ids: readonly string[]): Promise<void> {
  await unit.tx
    .update(decisions)
    .set({ stands: false })
    .where(and(eq(decisions.tenantId, unit.tenantId), inArray(decisions.id, [...ids])));
}

function notBeforeArrival(at: number) {
  return sql`greatest(${visits.arrivedAt}, ${new Date(at).toISOString()}::timestamptz)`;
}

function sameStay(unit: Work, stay: { technicianId: string; jobId: string }) {
  return and(
    eq(visits.tenantId, unit.tenantId),
    eq(visits.technicianId, stay.technicianId),
    eq(visits.jobId, stay.jobId),
  );
}
