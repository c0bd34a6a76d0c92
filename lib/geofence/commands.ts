import { and, eq, gte, inArray, isNull, or, sql } from "drizzle-orm";
import { decisions, visits } from "@/drizzle/schema/geofence";
import type { Work } from "@/lib/db/transaction";
import { newId } from "@/lib/id";
import type { NewDecision, VisitCloseReason } from "./types";
import type { BookedVisit, NewVisit, VisitWrites } from "./visit-book";

const moment = (at: number | null): Date | null => (at === null ? null : new Date(at));

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
 * Writes what a book of visits has come to: those that never were go, ends come before beginnings, and an open visit is
 * written last, because a technician has at most one at a job (`visits_one_open`).
 */
export async function writeVisits(unit: Work, writes: VisitWrites, now: Date): Promise<void> {
  const { removed, changed, added } = writes;
  if (removed.length > 0) {
    await unit.tx
      .delete(visits)
      .where(and(eq(visits.tenantId, unit.tenantId), inArray(visits.id, [...removed])));
  }
  await changeVisits(
    unit,
    changed.filter((visit) => visit.departed !== null),
    now,
  );
  await changeVisits(
    unit,
    changed.filter((visit) => visit.departed === null),
    now,
  );
  await insertVisits(unit, added, now);
}

const visitColumns =
  sql.raw(`id uuid, technician_id uuid, job_id uuid, arrived_at timestamptz, arrived_after timestamptz,
  departed_at timestamptz, departed_after timestamptz, opened_by text, close_reason text, changed_from jsonb`);

async function changeVisits(
  { tx, tenantId }: Work,
  changed: readonly BookedVisit[],
  now: Date,
): Promise<void> {
  if (changed.length === 0) return;
  await tx.execute(sql`
    update visits v
    set arrived_at = w.arrived_at, arrived_after = w.arrived_after, departed_at = w.departed_at,
        departed_after = w.departed_after, close_reason = w.close_reason, changed_from = w.changed_from,
        updated_at = ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${visitRows(changed)}::text::jsonb) as w(${visitColumns})
    where v.tenant_id = ${tenantId} and v.id = w.id`);
}

async function insertVisits({ tx, tenantId }: Work, added: readonly BookedVisit[], now: Date): Promise<void> {
  if (added.length === 0) return;
  await tx.execute(sql`
    insert into visits (tenant_id, id, technician_id, job_id, arrived_at, arrived_after, departed_at, departed_after, opened_by,
      close_reason, updated_at)
    select ${tenantId}::uuid, id, technician_id, job_id, arrived_at, arrived_after, departed_at, departed_after, opened_by,
      close_reason, ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${visitRows(added)}::text::jsonb) as w(${visitColumns})`);
}

function visitRows(booked: readonly BookedVisit[]): string {
  return JSON.stringify(
    booked.map((visit) => ({
      id: visit.id,
      technician_id: visit.technicianId,
      job_id: visit.jobId,
      arrived_at: moment(visit.arrivedAt),
      arrived_after: moment(visit.arrivedAfter),
      departed_at: moment(visit.departed?.at ?? null),
      departed_after: moment(visit.departed?.after ?? null),
      opened_by: visit.openedBy,
      close_reason: visit.departed?.reason ?? null,
      changed_from: visit.changedFrom,
    })),
  );
}

/** Visits of one technician that were open at `from` (epoch ms) or began later. */
export async function visitsSince(unit: Work, technicianId: string, from: number) {
  return unit.tx
    .select({
      id: visits.id,
      jobId: visits.jobId,
      arrivedAt: visits.arrivedAt,
      arrivedAfter: visits.arrivedAfter,
      departedAt: visits.departedAt,
      departedAfter: visits.departedAfter,
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
export async function recordDecisions({ tx, tenantId }: Work, made: readonly NewDecision[]): Promise<void> {
  if (made.length === 0) return;
  const rows = made.map(({ id, technicianId, jobId, visitId, transition, jobOutcome }) => ({
    id,
    technician_id: technicianId,
    job_id: jobId,
    visit_id: visitId,
    kind: transition.kind,
    occurred_at: moment(transition.at),
    distance_meters: transition.distanceMeters,
    explanation: transition.explanation,
    job_outcome: jobOutcome,
  }));
  await tx.execute(sql`
    insert into decisions (tenant_id, id, technician_id, job_id, visit_id, kind, occurred_at, distance_meters, explanation,
      job_outcome)
    select ${tenantId}::uuid, id, technician_id, job_id, visit_id, kind, occurred_at, distance_meters, explanation, job_outcome
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as w(id uuid, technician_id uuid, job_id uuid, visit_id uuid,
      kind text, occurred_at timestamptz, distance_meters float8, explanation jsonb, job_outcome text)`);
}

/** Decisions about one technician since `start` (epoch ms) that have not been withdrawn. */
export async function standingDecisions(unit: Work, technicianId: string, start: number) {
  return unit.tx
    .select({
      id: decisions.id,
      jobId: decisions.jobId,
      kind: decisions.kind,
      occurredAt: decisions.occurredAt,
      visitId: decisions.visitId,
      jobOutcome: decisions.jobOutcome,
      answer: decisions.answer,
      passedBetween: sql<[number, number] | null>`${decisions.explanation}->'passed'->'between'`,
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
  if (ids.length === 0) return;
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
