import type { LatLng } from "@/lib/geo/types";
import type { TrackerApp } from "@/lib/tracking/types";

/** A request of a tracker app whose device is known, reduced to what its format may say. */
export interface TrackerRequest {
  /** What the device was set to; units follow it, not what the request looks like. */
  readonly app: TrackerApp;
  readonly method: string;
  /** Without the question mark; empty when there is none. */
  readonly query: string;
  readonly contentType: string | null;
  /** Decoded from UTF-8; empty when there is none. */
  readonly body: string;
  /** OwnTracks' hints about itself: labels, never an identity. */
  readonly headers: { readonly limitUser: string | null; readonly limitDevice: string | null };
  /** Epoch ms. */
  readonly receivedAt: number;
}

/** What the server knows of the device and its tenant. */
export interface TrackerContext {
  /** How far back the tenant keeps fixes, milliseconds. */
  readonly retentionMs: number;
  /** Key of OwnTracks' payload encryption, null when none was set. */
  readonly passphrase: string | null;
}

/** `epoch_2001`: seconds were counted from 2001; `gps_week`: the receiver's week counter rolled over. */
export type ClockRepair = "epoch_2001" | "gps_week";

/** A fix as it may be stored: units converted, unknown is null, and rounded so that reading it back changes nothing. */
export interface TrackerFix {
  /** When it was taken, epoch ms. */
  readonly at: number;
  readonly point: LatLng;
  readonly accuracyMeters: number | null;
  readonly speedMps: number | null;
  readonly headingDegrees: number | null;
  readonly altitudeMeters: number | null;
  readonly batteryPercent: number | null;
  /** Whether the phone is on power. */
  readonly charging: boolean | null;
  readonly activity: string | null;
  readonly mock: boolean;
  readonly alarm: TrackerAlarm | null;
  readonly clockRepair: ClockRepair | null;
}

export type TrackerAlarm = "sos";

export const quarantineReasons = [
  "unreadable",
  "too_large",
  "undecryptable",
  "passphrase_missing",
  "place_missing",
  "place_impossible",
  "place_swapped",
  "place_unknown",
  "place_declared_invalid",
  "time_missing",
  "time_unreadable",
  "clock_ahead",
  "older_than_retention",
  "not_storable",
] as const;
export type QuarantineReason = (typeof quarantineReasons)[number];

export const ignoredReasons = [
  "empty",
  "heartbeat",
  "transition",
  "waypoint",
  "waypoints",
  "lwt",
  "status",
  "card",
  "cmd",
  "other_message",
  "no_geometry",
  "action_log",
  "visit",
  "trip",
] as const;
export type IgnoredReason = (typeof ignoredReasons)[number];

/** What could be read of something that is no fix. The place may lie outside the earth. */
export interface Understood {
  readonly at: number | null;
  readonly point: LatLng | null;
  readonly accuracyMeters: number | null;
}

/** One thing a request said. Those of which nothing more is known than the reason are counted, not listed. */
export type TrackerItem =
  | { readonly kind: "fix"; readonly fix: TrackerFix }
  | {
      readonly kind: "quarantined";
      readonly reason: QuarantineReason;
      readonly understood: Understood;
      readonly count: number;
    }
  | { readonly kind: "ignored"; readonly reason: IgnoredReason; readonly count: number };

/** What the request says of the phone; null where it says nothing (LOC-13). */
export interface DeviceStatus {
  readonly batteryPercent: number | null;
  readonly charging: boolean | null;
  /** Whether the app may use the location. */
  readonly permission: "always" | "while_in_use" | "denied" | null;
  readonly preciseLocation: boolean | null;
  readonly powerSaving: boolean | null;
  /** Whether the system may stop the app to save the battery. */
  readonly batteryOptimised: boolean | null;
}

/** A request understood as far as it can be. */
export interface TrackerReading {
  /** The app whose answer the sender waits for: the device's own, except for Overland in OwnTracks mode. */
  readonly sender: TrackerApp;
  readonly items: readonly TrackerItem[];
  /** What the device calls itself: something to show, never an identity. */
  readonly label: string | null;
  readonly status: DeviceStatus;
  /** Counts whatever became of the fix it came with: an emergency with a wrong clock is one. */
  readonly alarm: TrackerAlarm | null;
}
