import { SILENT_AFTER_MS } from "@/lib/dispatch/silence";
import { deviceHealth } from "../device-health";
import type { DeviceWire } from "../device-wire";
import { phonePageHealth } from "../phone-page/phone-health";
import type { PhonePageWire } from "../phone-page/phone-page-wire";
import type { SilenceWire } from "./silence-wire";

/** What is known of a technician on shift of whom no position has come for too long. */
export interface SilentTechnician {
  readonly technicianId: string;
  /** ISO. */
  readonly shiftStartedAt: string;
  /** A position came in this shift. */
  readonly wasHeard: boolean;
  readonly page: PhonePageWire | null;
  /** Those in use. */
  readonly devices: readonly DeviceWire[];
  readonly hasAccount: boolean;
  readonly isSignedIn: boolean;
}

/** What one of his phones has to say for itself; the times are of this shift. */
interface Witness extends Omit<SilenceWire, "technician_id"> {
  readonly fixAt: string | null;
  readonly heardAt: string | null;
}

/**
 * Why no position comes of a technician: what is wrong with that of his phones which gave the newest one, or, if none did,
 * was heard of last.
 * @param now epoch ms
 */
export function silenceCause(silent: SilentTechnician, now: number): SilenceWire {
  const { technicianId: technician_id, page, devices, wasHeard } = silent;
  const witnesses = devices.map((device) => ofDevice(device, silent.shiftStartedAt, now));
  if (page !== null) witnesses.push(ofPage(page, silent.hasAccount && !silent.isSignedIn, now));
  const [best] = witnesses.sort(byWeight);
  // Positions came, and none of them of his phones: what is wrong with those does not matter.
  if (best === undefined || (wasHeard && best.fixAt === null))
    return { technician_id, ...withoutWitness(silent) };
  const { source, cause, since, battery } = best;
  return { technician_id, source, cause, since, battery: cause === "battery_empty" ? battery : null };
}

function byWeight(a: Witness, b: Witness): number {
  return newest(a.fixAt, b.fixAt) || newest(a.heardAt, b.heardAt);
}

/** ISO times of one form order like texts; what never was comes last. */
function newest(a: string | null, b: string | null): number {
  return (b ?? "").localeCompare(a ?? "");
}

function ofDevice(device: DeviceWire, shiftStartedAt: string, now: number): Witness {
  const { cause, at } = deviceHealth(device, now, SILENT_AFTER_MS);
  return {
    source: device.app,
    // It speaks and nothing is wrong with it: then it is its locations that are missing.
    cause: cause === "fine" ? "no_recent_location" : cause,
    since: at,
    battery: device.battery,
    fixAt: notBefore(shiftStartedAt, device.last_fix_at),
    heardAt: notBefore(shiftStartedAt, device.last_request_at),
  };
}

function notBefore(start: string, at: string | null): string | null {
  return at !== null && at >= start ? at : null;
}

const unseen: ReadonlySet<string> = new Set(["page_closed", "page_hidden", "no_contact"]);

function ofPage(page: PhonePageWire, hasNoSession: boolean, now: number): Witness {
  const { cause, since } = phonePageHealth(page, now);
  const isSignedOut = hasNoSession && unseen.has(cause);
  return {
    source: "page",
    cause: isSignedOut ? "signed_out" : cause,
    since: isSignedOut ? page.heard_at : since,
    battery: page.battery,
    fixAt: page.last_fix_at,
    heardAt: page.heard_at,
  };
}

function withoutWitness({
  wasHeard,
  hasAccount,
  isSignedIn,
}: SilentTechnician): Omit<SilenceWire, "technician_id"> {
  const nothing = { since: null, battery: null };
  if (wasHeard) return { ...nothing, source: "api", cause: "api_silent" };
  if (!hasAccount) return { ...nothing, source: null, cause: "no_source" };
  return { ...nothing, source: "page", cause: isSignedIn ? "not_opened" : "signed_out" };
}
