import { sql } from "drizzle-orm";
import { jobChanges } from "@/drizzle/schema/jobs";
import type { Work } from "@/lib/db/transaction";
import { writeVisits } from "@/lib/geofence/commands";
import type { TechnicianWire } from "@/lib/realtime/protocol";
import type { FenceStart, JobWrite, WorkBook } from "../work-book";
import { schedulePendingStart } from "./schedule-pending-start";

/**
 * Writes what a book has come to, each table once, and queues its events.
 * @throws Error when a job is not in the status it was locked in
 */
export async function writeWorkBook(unit: Work, book: WorkBook, now: Date): Promise<void> {
  const { visits, jobs, starts, technicians, events } = book.writes();
  await Promise.all([
    writeVisits(unit, visits, now),
    writeJobs(unit, jobs),
    writeStarts(unit, starts, book.nextId),
    writeTechnicians(unit, technicians, now),
  ]);
  for (const event of events) unit.emit(event);
  for (const { before, after } of jobs) {
    const { pendingStart } = after;
    if (pendingStart !== null && pendingStart !== before.pendingStart)
      await schedulePendingStart(unit, after.id, pendingStart);
  }
}

/** The status a row was locked in is named again: should the lock ever be missing, the batch fails instead of the job. */
async function writeJobs({ tx, tenantId }: Work, writes: readonly JobWrite[]): Promise<void> {
  if (writes.length === 0) return;
  const rows = writes.map(({ before, after }) => ({
    id: after.id,
    was: before.status,
    status: after.status,
    version: after.version,
    arrived_at: after.arrivedAt,
    departed_at: after.departedAt,
    started_at: after.startedAt,
    started_by_fence: after.startedByFence,
    pending_start: after.pendingStart,
    fence_start: after.fenceStart,
    fence_departure: after.fenceDeparture,
    passed_questions: after.passedQuestions,
    updated_at: after.updatedAt,
  }));
  const written = await tx.execute(sql`
    update jobs j
    set status = w.status, version = w.version, arrived_at = w.arrived_at, departed_at = w.departed_at,
        started_at = w.started_at, started_by_fence = w.started_by_fence, updated_at = w.updated_at,
        pending_start = w.pending_start, fence_start = w.fence_start, fence_departure = w.fence_departure,
        passed_questions = w.passed_questions
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as w(id uuid, was text, status text, version int,
      arrived_at timestamptz, departed_at timestamptz, started_at timestamptz, started_by_fence boolean, updated_at timestamptz,
      pending_start jsonb, fence_start jsonb, fence_departure jsonb, passed_questions jsonb)
    where j.tenant_id = ${tenantId} and j.id = w.id and j.status = w.was
    returning j.id`);
  if (written.length < rows.length) throw new Error("a job moved although its row was locked");
}

async function writeStarts(
  { tx, tenantId }: Work,
  starts: readonly FenceStart[],
  nextId: () => string,
): Promise<void> {
  if (starts.length === 0) return;
  await tx.insert(jobChanges).values(
    starts.map(({ jobId, technicianId, fromStatus, at }) => ({
      tenantId,
      id: nextId(),
      jobId,
      action: "start" as const,
      fromStatus,
      toStatus: "running" as const,
      technicianId,
      actor: "fence" as const,
      actorId: null,
      reason: null,
      occurredAt: at,
    })),
  );
}

async function writeTechnicians(
  { tx, tenantId }: Work,
  technicians: readonly TechnicianWire[],
  now: Date,
): Promise<void> {
  if (technicians.length === 0) return;
  const rows = technicians.map(({ id, status, status_since }) => ({ id, status, status_since }));
  await tx.execute(sql`
    update technicians t set status = w.status, status_since = w.status_since, updated_at = ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as w(id uuid, status text, status_since timestamptz)
    where t.tenant_id = ${tenantId} and t.id = w.id`);
}
