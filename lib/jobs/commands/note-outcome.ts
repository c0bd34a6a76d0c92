import { and, eq } from "drizzle-orm";
import { decisions } from "@/drizzle/schema/geofence";
import type { Work } from "@/lib/db/transaction";
import { newestDecision } from "@/lib/geofence/queries";
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
  const decision = await newestDecision(tx, tenantId, { technicianId, jobId }, "arrived");
  if (decision === null) return null;
  await tx
    .update(decisions)
    .set({ jobOutcome: outcome })
    .where(and(eq(decisions.tenantId, tenantId), eq(decisions.id, decision.id)));
  return decision.id;
}
