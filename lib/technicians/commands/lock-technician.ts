import { and, asc, eq, inArray } from "drizzle-orm";
import { technicians } from "@/drizzle/schema/technicians";
import type { Work } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";

/**
 * Locks a technician until the end of the transaction. The weaker row lock leaves new jobs and visits, which only
 * refer to him, unhindered.
 * @throws AppError not_found, also for another tenant's
 */
export async function lockTechnician({ tx, tenantId }: Work, technicianId: string) {
  const [row] = await tx
    .select()
    .from(technicians)
    .where(and(eq(technicians.tenantId, tenantId), eq(technicians.id, technicianId)))
    .for("no key update");
  if (!row) throw new AppError("not_found", "There is no such technician.");
  return row;
}

/** Locks several technicians, in id order. */
export async function lockTechnicianRows(
  { tx, tenantId }: Work,
  technicianIds: readonly string[],
): Promise<void> {
  await tx
    .select({ id: technicians.id })
    .from(technicians)
    .where(and(eq(technicians.tenantId, tenantId), inArray(technicians.id, [...technicianIds])))
    .orderBy(asc(technicians.id))
    .for("no key update");
}
