import type { HealthTone } from "../device-health";
import { EMPTY_BATTERY_PERCENT } from "../device-health";
import type { PhonePageWire } from "./phone-page-wire";

/** The page speaks once a minute; three times unheard is silence. */
export const PAGE_SILENT_AFTER_MS = 3 * 60_000;

/** A browser that shares gives a fix every 15 s at the latest; without one for so long it knows no place. */
const NO_FIX_AFTER_MS = 2 * 60_000;

/** Off by more than what is refused as a fix from the future. */
const CLOCK_OFF_SECONDS = 5 * 60;

/** So many waiting fixes are minutes of the past. */
const BACKLOG = 24;

/** Why a phone page sends no position, or what will make it so; `fine` when nothing is wrong. */
export type PhonePageCause =
  | "not_opened"
  | "not_sharing"
  | "permission_denied"
  | "permission_not_given"
  | "unsupported"
  | "insecure"
  | "clock_wrong"
  | "refused"
  | "battery_empty"
  | "page_closed"
  | "page_hidden"
  | "no_contact"
  | "no_position"
  | "approximate"
  | "jumping"
  | "mock"
  | "catching_up"
  | "screen_may_sleep"
  | "fine";

export interface PhonePageHealth {
  readonly cause: PhonePageCause;
  readonly tone: HealthTone;
  /** ISO time since when it is so, where that is known. */
  readonly since: string | null;
}

/**
 * The one cause that explains best why a phone page sends no position or soon will not (LOC-13): what stops it for certain
 * comes first, and what the page said of itself before a guess.
 * @param page null: it has said nothing in this shift
 * @param now epoch ms
 */
export function phonePageHealth(page: PhonePageWire | null, now: number): PhonePageHealth {
  if (page === null) return { cause: "not_opened", tone: "waiting", since: null };
  const cause =
    chosenOff(page) ??
    notTaken(page) ??
    outOfSight(page, now) ??
    withSlowClock(page) ??
    withoutPlace(page, now) ??
    speaking(page);
  return { cause, tone: tones[cause], since: sinceOf(cause, page) };
}

function chosenOff({ sharing, permission }: PhonePageWire): PhonePageCause | null {
  if (permission === "denied") return "permission_denied";
  if (permission === "unsupported" || permission === "insecure") return permission;
  return sharing ? null : "not_sharing";
}

function notTaken({ refusal, clock_ahead_seconds }: PhonePageWire): PhonePageCause | null {
  // Nothing comes before it was sent, so a clock that looks ahead is.
  if (refusal === "wrong_clock" || clock_ahead_seconds > CLOCK_OFF_SECONDS) return "clock_wrong";
  return refusal === "refused" ? "refused" : null;
}

/** A clock looks slow too when a request was long on its way: asked only of a page that speaks. */
function withSlowClock({ clock_ahead_seconds }: PhonePageWire): PhonePageCause | null {
  return clock_ahead_seconds < -CLOCK_OFF_SECONDS ? "clock_wrong" : null;
}

function outOfSight(page: PhonePageWire, now: number): PhonePageCause | null {
  const isSilent = now - Date.parse(page.heard_at) > PAGE_SILENT_AFTER_MS;
  const { battery, charging, state } = page;
  if (state === "closed") return "page_closed";
  if (isSilent && battery !== null && battery <= EMPTY_BATTERY_PERCENT && charging !== true)
    return "battery_empty";
  if (state === "hidden" && !hasFix(page, now)) return "page_hidden";
  return isSilent ? "no_contact" : null;
}

function withoutPlace(page: PhonePageWire, now: number): PhonePageCause | null {
  if (hasFix(page, now)) return null;
  return page.permission === "prompt" ? "permission_not_given" : "no_position";
}

/** What is said of a page that has a place and speaks. */
function speaking({ verdict, waiting, wake_lock }: PhonePageWire): PhonePageCause {
  if (verdict === "coarse") return "approximate";
  if (verdict === "outlier") return "jumping";
  if (verdict === "mock") return "mock";
  if (waiting >= BACKLOG) return "catching_up";
  return wake_lock === "held" ? "fine" : "screen_may_sleep";
}

function hasFix({ last_fix_at }: PhonePageWire, now: number): boolean {
  return last_fix_at !== null && now - Date.parse(last_fix_at) <= NO_FIX_AFTER_MS;
}

function sinceOf(cause: PhonePageCause, page: PhonePageWire): string | null {
  if (cause === "page_closed" || cause === "page_hidden") return page.state_since;
  if (cause === "no_contact" || cause === "battery_empty") return page.heard_at;
  return cause === "no_position" ? page.last_fix_at : null;
}

const tones: Readonly<Record<PhonePageCause, HealthTone>> = {
  not_opened: "waiting",
  not_sharing: "warn",
  permission_denied: "bad",
  permission_not_given: "warn",
  unsupported: "bad",
  insecure: "bad",
  clock_wrong: "bad",
  refused: "bad",
  battery_empty: "bad",
  page_closed: "warn",
  page_hidden: "warn",
  no_contact: "warn",
  no_position: "warn",
  approximate: "warn",
  jumping: "warn",
  mock: "bad",
  catching_up: "good",
  screen_may_sleep: "waiting",
  fine: "good",
};
