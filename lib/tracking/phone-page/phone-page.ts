import type { Verdict } from "../types";
import { PAGE_SILENT_AFTER_MS } from "./phone-health";
import type { PhonePageReport } from "./schema";
import type { FixRefusal, LocationPermission, PageState, WakeLockState } from "./types";

/** What the phone page of a technician said last in his shift (LOC-13); times are epoch ms of our clock. */
export interface PhonePage {
  readonly pageId: string;
  readonly number: number;
  readonly heardAt: number;
  readonly state: PageState;
  /** Since when the page has been in this state. */
  readonly stateSince: number;
  readonly sharing: boolean;
  readonly permission: LocationPermission;
  /** When the browser gave its newest fix. */
  readonly fixAt: number | null;
  readonly waiting: number;
  readonly refusal: FixRefusal | null;
  readonly verdict: Verdict | null;
  readonly wakeLock: WakeLockState;
  /** Per cent. */
  readonly battery: number | null;
  readonly charging: boolean | null;
  /** How far the phone's clock is ahead of ours, whole seconds; the time a request takes makes it look behind. */
  readonly clockAheadSeconds: number;
  readonly outage: { readonly from: number; readonly until: number } | null;
}

/** Clocks are off by decades at most, and the column holds a whole number. */
const MOST_SECONDS = 2_000_000_000;

const clamp = (seconds: number) => Math.round(Math.max(-MOST_SECONDS, Math.min(MOST_SECONDS, seconds)));

/** The same fix is told with every report, each time by another way's length off, milliseconds. */
const SAME_FIX_MS = 4_000;

function sameOr(held: number | null | undefined, next: number): number {
  return held != null && Math.abs(next - held) <= SAME_FIX_MS ? held : next;
}

/** A page that was ended in front can no longer say so. */
const isInFront = (page: PhonePage, now: number) =>
  page.state === "visible" && now - page.heardAt <= PAGE_SILENT_AFTER_MS;

/**
 * What is known of the page after a report. One that was overtaken by a later one of the same page changes nothing, and
 * neither does a page that is not looked at while another one of the same technician is.
 * @param receivedAt epoch ms
 */
export function takeReport(held: PhonePage | null, report: PhonePageReport, receivedAt: number): PhonePage {
  const isSame = held !== null && held.pageId === report.page_id;
  if (isSame && report.number <= held.number) return held;
  if (held !== null && !isSame && report.state !== "visible" && isInFront(held, receivedAt)) return held;
  const ago = (seconds: number) => receivedAt - seconds * 1000;
  const { outage } = report;
  return {
    pageId: report.page_id,
    number: report.number,
    heardAt: receivedAt,
    state: report.state,
    stateSince: held !== null && held.state === report.state ? held.stateSince : receivedAt,
    sharing: report.sharing,
    permission: report.permission,
    fixAt: report.fix_age_seconds === null ? null : sameOr(held?.fixAt, ago(report.fix_age_seconds)),
    waiting: report.waiting,
    refusal: report.refusal,
    verdict: report.verdict,
    wakeLock: report.wake_lock,
    battery: report.battery,
    charging: report.charging,
    clockAheadSeconds: clamp((report.sent_at.getTime() - receivedAt) / 1000),
    // Where the phone's clock was set meanwhile, its ages mean nothing.
    outage:
      outage !== null && outage.from_age_seconds >= outage.until_age_seconds
        ? { from: ago(outage.from_age_seconds), until: ago(outage.until_age_seconds) }
        : null,
  };
}
