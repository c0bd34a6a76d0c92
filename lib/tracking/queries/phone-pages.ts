import { and, eq, inArray } from "drizzle-orm";
import { phonePages } from "@/drizzle/schema/phone-pages";
import type { Tx } from "@/lib/db/transaction";
import type { PhonePage } from "../phone-page/phone-page";

/** What the phone pages of technicians said last, by technician; who has said nothing in his open shift is missing. */
export async function readPhonePages(
  tx: Tx,
  tenantId: string,
  technicianIds: readonly string[],
): Promise<ReadonlyMap<string, PhonePage>> {
  if (technicianIds.length === 0) return new Map();
  const rows = await tx
    .select()
    .from(phonePages)
    .where(and(eq(phonePages.tenantId, tenantId), inArray(phonePages.technicianId, [...technicianIds])));
  return new Map(rows.map((row) => [row.technicianId, fromRow(row)]));
}

function fromRow(row: typeof phonePages.$inferSelect): PhonePage {
  const { outageFrom, outageUntil } = row;
  return {
    pageId: row.pageId,
    number: row.number,
    heardAt: row.heardAt.getTime(),
    state: row.state,
    stateSince: row.stateSince.getTime(),
    sharing: row.sharing,
    permission: row.permission,
    fixAt: row.fixAt?.getTime() ?? null,
    waiting: row.waiting,
    refusal: row.refusal,
    verdict: row.verdict,
    wakeLock: row.wakeLock,
    battery: row.batteryPercent,
    charging: row.charging,
    clockAheadSeconds: row.clockAheadSeconds,
    outage: outageFrom && outageUntil && { from: outageFrom.getTime(), until: outageUntil.getTime() },
  };
}
