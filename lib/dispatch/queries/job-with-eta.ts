import type { Permission } from "@/lib/auth/permissions";
import type { Identity } from "@/lib/auth/types";
import type { Tx } from "@/lib/db/transaction";
import { visibleJob } from "@/lib/jobs/visible-job";
import type { JobWire } from "@/lib/realtime/protocol";
import { technicianWires } from "@/lib/technicians/queries";
import type { EtaWire } from "../arrival-wire";
import { etaOfJob } from "../eta-of-job";
import { arrivalWires } from "./arrivals";

/**
 * One job with when it is reached (GEO-8).
 * @throws AppError not_found as `visibleJob`
 */
export async function jobWithEta(
  tx: Tx,
  identity: Identity,
  permission: Permission,
  jobId: string,
  now: Date,
): Promise<JobWire & { eta: EtaWire }> {
  const { tenantId } = identity;
  const job = await visibleJob(tx, identity, permission, jobId);
  const technicianId = job.technician_id;
  const estimates = technicianId === null ? [] : await arrivalWires(tx, tenantId, technicianId);
  const technician =
    technicianId === null ? null : (await technicianWires(tx, tenantId, [technicianId])).get(technicianId);
  const onShift = (technician?.shift_started_at ?? null) !== null;
  return { ...job, eta: etaOfJob(job, estimates, onShift, now.getTime()) };
}
