import { can, type Permission } from "@/lib/auth/permissions";
import type { Identity } from "@/lib/auth/types";
import type { Tx } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import type { JobWire } from "@/lib/realtime/protocol";
import { jobWires } from "./queries";

/**
 * One job, as far as the caller may see it.
 * @throws AppError not_found for a job that is not there, another tenant's, or another technician's
 */
export async function visibleJob(
  tx: Tx,
  identity: Identity,
  permission: Permission,
  jobId: string,
): Promise<JobWire> {
  const job = (await jobWires(tx, identity.tenantId, [jobId])).get(jobId);
  if (!job || !can(identity, permission, job.technician_id)) {
    throw new AppError("not_found", "There is no such job.");
  }
  return job;
}
