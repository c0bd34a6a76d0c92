import { and, eq, sql } from "drizzle-orm";
import { arrivals, clusters } from "@/drizzle/schema/arrivals";
import type { Work } from "@/lib/db/transaction";

/** Forgets when a technician is expected and whom he is with: he is off shift, and both were made from where he was. */
export async function forgetWhereabouts({ tx, tenantId }: Work, technicianId: string): Promise<void> {
  await tx
    .delete(arrivals)
    .where(and(eq(arrivals.tenantId, tenantId), eq(arrivals.technicianId, technicianId)));
  await tx
    .update(clusters)
    .set({ technicianIds: sql`${clusters.technicianIds} - ${technicianId}::text` })
    .where(and(eq(clusters.tenantId, tenantId), sql`${clusters.technicianIds} ? ${technicianId}::text`));
}
