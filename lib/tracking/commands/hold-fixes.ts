import type { TransactionSql } from "postgres";
import { AppError } from "@/lib/errors";
import type { TechnicianKey } from "../technician-key";
import { ensureStates } from "./hot-statements";

/**
 * Lets a technician's fixes wait until the transaction has ended: those before are stored, those after see what it did.
 * Take it before any other lock.
 * @throws AppError not_found, also for another tenant's technician
 */
export async function holdFixes(client: TransactionSql, key: TechnicianKey): Promise<void> {
  await ensureStates(client, [key]);
  const held = await client`
    select from tracking_states
    where tenant_id = ${key.tenantId} and technician_id = ${key.technicianId} for update`;
  if (held.length === 0) throw new AppError("not_found", "There is no such technician.");
}
