import { and, eq, sql } from "drizzle-orm";
import { arrivals, clusters } from "@/drizzle/schema/arrivals";
import { phonePages } from "@/drizzle/schema/phone-pages";
import { silences } from "@/drizzle/schema/silences";
import type { Work } from "@/lib/db/transaction";

/** Forgets when a technician is expected, whom he is with and how his phone is: he is off shift. */
export async function forgetWhereabouts({ tx, tenantId }: Work, technicianId: string): Promise<void> {
  await tx
    .delete(arrivals)
    .where(and(eq(arrivals.tenantId, tenantId), eq(arrivals.technicianId, technicianId)));
  await tx
    .update(clusters)
    .set({ technicianIds: sql`${clusters.technicianIds} - ${technicianId}::text` })
    .where(and(eq(clusters.tenantId, tenantId), sql`${clusters.technicianIds} ? ${technicianId}::text`));
  for (const table of [phonePages, silences]) {
    await tx.delete(table).where(and(eq(table.tenantId, tenantId), eq(table.technicianId, technicianId)));
  }
}
