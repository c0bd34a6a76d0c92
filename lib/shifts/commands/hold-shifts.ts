import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { shifts } from "@/drizzle/schema/technicians";
import type { Work } from "@/lib/db/transaction";

/** Who of them is on shift; the end of a shift, which takes along what is known of it, waits until this transaction is over. */
export async function holdShifts(
  { tx, tenantId }: Work,
  technicianIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (technicianIds.length === 0) return new Set();
  const open = await tx
    .select({ id: shifts.technicianId })
    .from(shifts)
    .where(
      and(
        eq(shifts.tenantId, tenantId),
        inArray(shifts.technicianId, [...technicianIds]),
        isNull(shifts.endedAt),
      ),
    )
    .orderBy(asc(shifts.technicianId))
    .for("share");
  return new Set(open.map(({ id }) => id));
}
