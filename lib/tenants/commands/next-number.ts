import { sql } from "drizzle-orm";
import { numberCounters } from "@/drizzle/schema/tenants";
import type { Work } from "@/lib/db/transaction";

/** The next human number of a tenant's jobs or technicians. Locks the counter: take it before any other row. */
export async function nextNumber({ tx, tenantId }: Work, kind: "job" | "technician"): Promise<number> {
  const [row] = await tx
    .insert(numberCounters)
    .values({ tenantId, kind, last: 1 })
    .onConflictDoUpdate({
      target: [numberCounters.tenantId, numberCounters.kind],
      set: { last: sql`${numberCounters.last} + 1` },
    })
    .returning({ last: numberCounters.last });
  if (!row) throw new Error(`no ${kind} number for tenant ${tenantId}`);
  return row.last;
}
