import { isNullIsland, isOnEarth } from "@/lib/geo/valid-point";
import { hundredthsWithin } from "./numbers";
import { settleClock } from "./settle-clock";
import { readText } from "./texts";
import type { TimeClaim } from "./times";
import type {
  ClockRepair,
  QuarantineReason,
  TrackerAlarm,
  TrackerContext,
  TrackerFix,
  TrackerItem,
  Understood,
} from "./types";

/** What an app claims about one fix, in our units; a number is null where none could be read. */
export interface ClaimedFix {
  readonly lat: number | null;
  readonly lng: number | null;
  readonly at: TimeClaim;
  readonly accuracyMeters: number | null;
  readonly speedMps: number | null;
  readonly headingDegrees: number | null;
  readonly altitudeMeters: number | null;
  readonly batteryPercent: number | null;
  readonly charging: boolean | null;
  readonly activity: unknown;
  readonly mock: boolean;
  readonly alarm: TrackerAlarm | null;
  /** False when the app itself says that the place is none. */
  readonly valid: boolean;
}

/** The bounds of our own API (`lib/tracking/schema.ts`); what lies outside is unknown and spoils nothing else. */
const bounds = {
  accuracy: 1e7,
  speed: 2000,
  heading: 360,
  altitude: [-20_000, 100_000],
  battery: 100,
} as const;

/**
 * A fix, or why it is kept for diagnosis only (LOC-7): no place, a place that cannot be, or a time that cannot.
 * @param context `receivedAt` epoch ms, besides what is known of the device
 * @param repairs the clock errors this format is known to make
 */
export function settleFix(
  claim: ClaimedFix,
  context: TrackerContext & { readonly receivedAt: number },
  repairs: readonly ClockRepair[] = ["gps_week"],
): TrackerItem {
  const reported = hundredthsWithin(claim.accuracyMeters, 0, bounds.accuracy);
  const accuracyMeters = reported === 0 ? null : reported;
  const point = claim.lat === null || claim.lng === null ? null : { lat: claim.lat, lng: claim.lng };
  const at = typeof claim.at === "number" ? claim.at : null;
  const quarantine = (reason: QuarantineReason) => quarantined(reason, { at, point, accuracyMeters });

  if (point === null) return quarantine("place_missing");
  const placeFault = faultOfPlace(point, accuracyMeters, claim.valid);
  if (placeFault !== null) return quarantine(placeFault);
  if (typeof claim.at !== "number") return quarantine(`time_${claim.at}`);
  const clock = settleClock(claim.at, context, repairs);
  if ("reason" in clock) return quarantine(clock.reason);
  const fix: TrackerFix = {
    at: clock.at,
    point,
    accuracyMeters,
    speedMps: hundredthsWithin(claim.speedMps, 0, bounds.speed),
    headingDegrees: hundredthsWithin(claim.headingDegrees, 0, bounds.heading),
    altitudeMeters: hundredthsWithin(claim.altitudeMeters, ...bounds.altitude),
    batteryPercent: hundredthsWithin(claim.batteryPercent, 0, bounds.battery),
    charging: claim.charging,
    activity: readText(claim.activity, 50),
    mock: claim.mock,
    alarm: claim.alarm,
    clockRepair: clock.repair,
  };
  return { kind: "fix", fix };
}

/** Something that was meant as a fix and is kept for diagnosis only. */
export function quarantined(
  reason: QuarantineReason,
  understood: Understood = { at: null, point: null, accuracyMeters: null },
): TrackerItem {
  return { kind: "quarantined", reason, understood, count: 1 };
}

function faultOfPlace(
  point: { readonly lat: number; readonly lng: number },
  accuracyMeters: number | null,
  valid: boolean,
): QuarantineReason | null {
  if (!isOnEarth(point)) {
    return isOnEarth({ lat: point.lng, lng: point.lat }) ? "place_swapped" : "place_impossible";
  }
  if (isNullIsland(point, accuracyMeters)) return "place_unknown";
  return valid ? null : "place_declared_invalid";
}
