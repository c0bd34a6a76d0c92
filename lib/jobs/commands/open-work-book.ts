import { and, eq, inArray, sql } from "drizzle-orm";
import { jobs } from "@/drizzle/schema/jobs";
import type { Work } from "@/lib/db/transaction";
import { bookedVisits } from "@/lib/geofence/queries";
import { risingIds } from "@/lib/id";
import { lockTechnicianRows } from "@/lib/technicians/commands/lock-technician";
import { technicianWires } from "@/lib/technicians/queries";
import { jobRecords } from "../queries";
import { type CrewMember, WorkBook } from "../work-book";
import { lockJobs } from "./lock-jobs";

export interface WorkSubjects {
  /** Whose running jobs decide whether another one may start. */
  readonly technicianIds: readonly string[];
  readonly jobIds: readonly string[];
  /** Who of them arrives somewhere: they are locked as well, because their status follows. */
  readonly arriving: readonly string[];
  /** Ids that will be needed at most. */
  readonly idsNeeded: number;
}

/**
 * Locks jobs, then the technicians who arrive, and reads what deciding about them takes. Nothing that is read can be
 * overtaken: whoever writes a job, its visits or its technician's status takes these locks in this order.
 */
export async function openWorkBook(unit: Work, subjects: WorkSubjects, now: Date): Promise<WorkBook> {
  const { tx, tenantId } = unit;
  const { technicianIds, jobIds, arriving, idsNeeded } = subjects;
  const nextId = risingIds(idsNeeded);
  if (jobIds.length === 0) {
    return new WorkBook({ jobs: [], visits: [], crew: [], now, countedUpTo: now.getTime(), nextId });
  }
  await lockJobs(unit, technicianIds, jobIds);
  const [records, visits, crew, [clock]] = await Promise.all([
    jobRecords(tx, tenantId, jobIds),
    bookedVisits(tx, tenantId, jobIds),
    lockCrew(unit, arriving),
    tx.execute<{ at: number }>(sql`select (extract(epoch from now()) * 1000)::float8 as at`),
  ]);
  if (!clock) throw new Error("the database has no clock");
  return new WorkBook({ jobs: records, visits, crew, now, countedUpTo: clock.at, nextId });
}

async function lockCrew(unit: Work, technicianIds: readonly string[]): Promise<readonly CrewMember[]> {
  if (technicianIds.length === 0) return [];
  const { tx, tenantId } = unit;
  await lockTechnicianRows(unit, technicianIds);
  const [wires, busy] = await Promise.all([
    technicianWires(tx, tenantId, technicianIds),
    tx
      .select({ jobId: jobs.id, status: jobs.status, technicianId: jobs.technicianId })
      .from(jobs)
      .where(
        and(
          eq(jobs.tenantId, tenantId),
          inArray(jobs.technicianId, [...technicianIds]),
          inArray(jobs.status, ["running", "en_route"]),
        ),
      ),
  ]);
  return [...wires.values()].map((wire) => {
    return { wire, busy: busy.filter((job) => job.technicianId === wire.id) };
  });
}
