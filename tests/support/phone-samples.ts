import type { PhonePageWire } from "@/lib/tracking/phone-page/phone-page-wire";
import type { PhonePageReport } from "@/lib/tracking/phone-page/schema";

/** What a phone page that works sends, before it is read. */
export function aReportBody(over: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    page_id: "page-one",
    number: 1,
    state: "visible",
    sharing: true,
    permission: "granted",
    fix_age_seconds: 4,
    waiting: 0,
    refusal: null,
    verdict: "good",
    wake_lock: "held",
    battery: 80,
    charging: false,
    outage: null,
    sent_at: new Date().toISOString(),
    ...over,
  };
}

/** The same as it is read. @param at when it was sent, epoch ms */
export function aReport(at: number, over: Partial<PhonePageReport> = {}): PhonePageReport {
  return { ...(aReportBody() as PhonePageReport), sent_at: new Date(at), ...over };
}

/** A phone page that works. @param at when it was heard of, epoch ms */
export function aPhonePage(at: number, over: Partial<PhonePageWire> = {}): PhonePageWire {
  const iso = new Date(at).toISOString();
  return {
    technician_id: "t",
    heard_at: iso,
    state: "visible",
    state_since: iso,
    sharing: true,
    permission: "granted",
    last_fix_at: iso,
    waiting: 0,
    refusal: null,
    verdict: "good",
    wake_lock: "held",
    battery: 80,
    charging: false,
    clock_ahead_seconds: 0,
    outage: null,
    ...over,
  };
}
