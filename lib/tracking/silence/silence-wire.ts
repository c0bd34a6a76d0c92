import type { HealthCause } from "../device-health";
import type { PhonePageCause } from "../phone-page/phone-health";
import type { TrackerApp } from "../types";

/** What should have sent the position: the phone page, a tracker app, another system through the API. */
export type SilentSource = "page" | "api" | TrackerApp;

/**
 * Why no position comes. `signed_out`: nobody is signed in on the phone; `api_silent`: the system that sent the last one
 * sends no more; `no_source`: neither an account nor a device.
 */
export type SilenceCause = PhonePageCause | HealthCause | "signed_out" | "api_silent" | "no_source";

/** Why a technician on shift is silent (LOC-13), as kept and as sent. Last value wins. */
export interface SilenceWire {
  technician_id: string;
  /** Null where there is none. */
  source: SilentSource | null;
  cause: SilenceCause;
  /** Since when it is so, where that is known. */
  since: string | null;
  /** Per cent, where that is the cause. */
  battery: number | null;
}

/** What the socket says about silences: `all` replaces what was known. */
export interface SilencesWire {
  all: boolean;
  items: SilenceWire[];
  /** Technicians who are heard of again, or off shift. */
  gone: string[];
}
