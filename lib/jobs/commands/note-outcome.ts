import { and, desc, eq } from "drizzle-orm";
import { decisions } from "@/drizzle/schema/geofence";
import type { Work } from "@/lib/db/transaction";
import type { JobOutcome } from "../types";

/**
 * Notes what became of the newest arrival of a technician at a job.
 * @returns the id of its decision; null when the fence has not decided any
 */
export async function noteOutcome(
  { tx, tenantId }: Work,
  technicianId: string,
  jobId: string,
  outcome: JobOutcome,
): Promise<string | null> {
  const id = await newestArrival({ tx, tenantId }, technicianId, jobId);
  if (id === null) return null;
  await tx
    .update(decisions)
    .set({ jobOutcome: outcome })
    .where(and(eq(decisions.tenantId, tenantId), eq(decisions.id, id)));
  return id;
}

/** The decision that said last that a technician arrived at a job and that still stands; null when there is none. */
export async function newestArrival(
  { tx, tenantId }: Pick<Work, "tx" | "tenantId">,
  technicianId: string,
  jobId: string,
): Promise<string | null> {
  const [row] = await tx
    .select({ id: decisions.id })
    .from(decisions)
    .where(
      and(
        eq(decisions.tenantId, tenantId),
        eq(decisions.jobId, jobId),
        eq(decisions.technicianId, technicianId),
        eq(decisions.kind, "arrived"),
        eq(decisions.stands, true),
      ),
    )
    .orderBy(desc(decisions.occurredAt), desc(decisions.id))
    .limit(1);
  return row?.id ?? null;
}
