import type { DeviceWire, LastRequestWire } from "./device-wire";
import { OFF_SHIFT } from "./types";

/** A device that said nothing for so long is silent; tracker apps speak every minute or two while they move. */
export const SILENT_AFTER_MS = 15 * 60_000;

/** Newest location this much older than the contact that brought it: an upload of what was kept. */
const KEPT_BACK_MS = 15 * 60_000;

/** A silent phone that was this low and not charging is most likely empty. Per cent. */
export const EMPTY_BATTERY_PERCENT = 8;

export type HealthTone = "good" | "waiting" | "warn" | "bad" | "off";

/** Why a device is silent, or what will make it so; `fine` when nothing is wrong. */
export type HealthCause =
  | "revoked"
  | "never_heard"
  | "permission_denied"
  | "clock_ahead"
  | "quarantined"
  | "mock"
  | "battery_empty"
  | "while_in_use"
  | "power_saving"
  | "battery_optimised"
  | "no_contact"
  | "no_location_yet"
  | "no_recent_location"
  | "only_duplicates"
  | "jumping"
  | "off_shift"
  | "catching_up"
  | "approximate"
  | "fine";

export interface DeviceHealth {
  readonly cause: HealthCause;
  readonly tone: HealthTone;
  /** ISO time of the last contact when that is too long ago, else null. */
  readonly silentSince: string | null;
  /** ISO time the words need: of the revocation, the last contact or the last location. */
  readonly at: string | null;
  /** Why the last request was not taken, for `quarantined`. */
  readonly sentence: string | null;
}

/**
 * The one cause that explains best why a device is silent or soon will be (LOC-13): what stops the app for certain comes
 * before what may stop it, and what the phone says of itself before a guess.
 * @param now epoch ms
 * @param silentAfterMs not heard of for longer than this: silent
 */
export function deviceHealth(device: DeviceWire, now: number, silentAfterMs = SILENT_AFTER_MS): DeviceHealth {
  const nothing = { silentSince: null, at: null, sentence: null };
  if (device.revoked_at !== null) {
    return { ...nothing, cause: "revoked", tone: "off", at: device.revoked_at };
  }
  if (device.last_request_at === null) return { ...nothing, cause: "never_heard", tone: "waiting" };
  const isSilent = now - Date.parse(device.last_request_at) > silentAfterMs;
  const refusal = refused(device.last_request);
  const cause = stopped(device, refusal) ?? stopsSoon(device, isSilent) ?? spoken(device);
  return {
    cause,
    tone: toneOf(cause, isSilent),
    silentSince: isSilent ? device.last_request_at : null,
    at: cause === "no_contact" ? device.last_request_at : device.last_fix_at,
    sentence: cause === "quarantined" ? (refusal?.sentence ?? null) : null,
  };
}

function stopped({ facts, last_request }: DeviceWire, refusal: Refusal | null): HealthCause | null {
  if (facts.permission === "denied") return "permission_denied";
  if (refusal !== null) return refusal.reason === "clock_ahead" ? "clock_ahead" : "quarantined";
  return onlyVerdict(last_request, "mock") ? "mock" : null;
}

function stopsSoon({ facts, battery, charging }: DeviceWire, isSilent: boolean): HealthCause | null {
  if (isSilent && battery !== null && battery <= EMPTY_BATTERY_PERCENT && charging !== true) {
    return "battery_empty";
  }
  if (facts.permission === "while_in_use") return "while_in_use";
  if (facts.power_saving === true) return "power_saving";
  if (facts.battery_optimised === true) return "battery_optimised";
  return isSilent ? "no_contact" : null;
}

/** What is said of a device that speaks and that nothing stops. */
function spoken({ facts, last_fix_at, last_request_at, last_request }: DeviceWire): HealthCause {
  if (onlyVerdict(last_request, OFF_SHIFT)) return "off_shift";
  if (last_fix_at === null || last_request_at === null) return "no_location_yet";
  const isOld = Date.parse(last_request_at) - Date.parse(last_fix_at) > KEPT_BACK_MS;
  if (isOld) return hasFix(last_request) ? "catching_up" : "no_recent_location";
  if (onlyVerdict(last_request, "duplicate")) return "only_duplicates";
  if (onlyVerdict(last_request, "outlier")) return "jumping";
  return facts.precise_location === false ? "approximate" : "fine";
}

type Refusal = LastRequestWire["understood"][number];

/** The newest complaint about a request of which nothing was a location; null when something was, or none was meant. */
function refused(last: LastRequestWire | null): Refusal | null {
  if (last === null || hasFix(last)) return null;
  return last.understood.findLast(({ kind }) => kind === "quarantined") ?? null;
}

function hasFix(last: LastRequestWire | null): boolean {
  return last?.understood.some(({ kind }) => kind === "fix") ?? false;
}

function onlyVerdict(last: LastRequestWire | null, verdict: string): boolean {
  return last !== null && last.verdicts.length > 0 && last.verdicts.every((one) => one.verdict === verdict);
}

function toneOf(cause: HealthCause, isSilent: boolean): HealthTone {
  switch (cause) {
    case "permission_denied":
    case "clock_ahead":
    case "quarantined":
    case "mock":
      return "bad";
    case "fine":
    case "catching_up":
    case "off_shift":
      return "good";
    case "no_location_yet":
      return "waiting";
    default:
      return isSilent && cause !== "no_contact" ? "bad" : "warn";
  }
}
