import { lt, ne, or, sql } from "drizzle-orm";
import { phonePages } from "@/drizzle/schema/phone-pages";
import { inTenant, type Work } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { announceState } from "@/lib/realtime/announce-state";
import { holdShifts } from "@/lib/shifts/commands/hold-shifts";
import { technicianExists } from "@/lib/technicians/queries";
import { type PhonePage, takeReport } from "../phone-page/phone-page";
import { type PhonePageWire, phonePageWire } from "../phone-page/phone-page-wire";
import type { PhonePageReport } from "../phone-page/schema";
import { readPhonePages } from "../queries/phone-pages";
import type { TechnicianKey } from "../technician-key";
import { judgeSilences } from "./watch-silences";

/**
 * Keeps what a phone page says of itself (LOC-13), and tells the office at once when it explains a silence. Off shift nothing
 * is kept: what somebody does with his phone then is his own affair.
 * @returns the page as it is known now; null off shift
 * @throws AppError not_found
 */
export async function reportPhonePage(
  { tenantId, technicianId }: TechnicianKey,
  report: PhonePageReport,
  now: Date,
): Promise<PhonePageWire | null> {
  const { page, isNews } = await inTenant(tenantId, async (unit) => {
    if (!(await technicianExists(unit.tx, tenantId, technicianId))) {
      throw new AppError("not_found", "There is no such technician.");
    }
    const onShift = await holdShifts(unit, [technicianId]);
    if (!onShift.has(technicianId)) return { page: null, isNews: false };
    const held = (await readPhonePages(unit.tx, tenantId, [technicianId])).get(technicianId) ?? null;
    const next = takeReport(held, report, now.getTime());
    if (next !== held) await write(unit, technicianId, next);
    return { page: next, isNews: await judgeSilences(unit, technicianId, now) };
  });
  if (isNews) await announceState("silences", tenantId);
  return page && phonePageWire(technicianId, page);
}

async function write({ tx, tenantId }: Work, technicianId: string, page: PhonePage): Promise<void> {
  const { heardAt, stateSince, fixAt, battery, outage, ...same } = page;
  const said = {
    ...same,
    heardAt: new Date(heardAt),
    stateSince: new Date(stateSince),
    fixAt: fixAt === null ? null : new Date(fixAt),
    batteryPercent: battery,
    outageFrom: outage && new Date(outage.from),
    outageUntil: outage && new Date(outage.until),
  };
  await tx
    .insert(phonePages)
    .values({ tenantId, technicianId, ...said })
    .onConflictDoUpdate({
      target: [phonePages.tenantId, phonePages.technicianId],
      set: said,
      // Another report may have been written since this one was weighed: of one page the later one stays.
      setWhere: or(ne(phonePages.pageId, page.pageId), lt(phonePages.number, sql`${page.number}::int`)),
    });
}
