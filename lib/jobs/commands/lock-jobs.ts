import { and, asc, eq, inArray, or } from "drizzle-orm";
import { jobs } from "@/drizzle/schema/jobs";
import type { Work } from "@/lib/db/transaction";

/**
 * Locks jobs (and those the technicians have running) in id order. Everything that writes a job's visits takes its row
 * first, so that a dispatcher's command and the fence wait for each other instead of deadlocking.
 */
export async function lockJobs(
  { tx, tenantId }: Work,
  technicianIds: readonly string[],
  jobIds: readonly string[],
): Promise<void> {
  await tx
    .select({ id: jobs.id })
    .from(jobs)
    .where(
      and(
        eq(jobs.tenantId, tenantId),
        or(
          inArray(jobs.id, [...jobIds]),
          and(inArray(jobs.technicianId, [...technicianIds]), eq(jobs.status, "running")),
        ),
      ),
    )
    .orderBy(asc(jobs.id))
    .for("update");
}
