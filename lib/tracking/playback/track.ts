import type { LatLng } from "@/lib/geo/types";
import type { TrackWire } from "./track-wire";

/** Nothing heard for longer than this, milliseconds: where he was in between is not known, so no line is drawn as driven. */
export const SILENCE_MS = 5 * 60_000;

/** One accepted fix as it is played back. Metres per second, degrees clockwise from north, percent. */
export interface TrackFix {
  /** Epoch ms. */
  readonly at: number;
  readonly point: LatLng;
  readonly speedMps: number | null;
  readonly headingDegrees: number | null;
  /** As it was last said: phones do not repeat it with every fix. */
  readonly batteryPercent: number | null;
}

/** Whether so much lies between two fixes that nobody knows where he was. */
export function isSilence(before: { readonly at: number }, after: { readonly at: number }): boolean {
  return after.at - before.at > SILENCE_MS;
}

/** The fixes of an answer, in time order, each with the battery that was known then. */
export function trackOf({ fixes }: Pick<TrackWire, "fixes">): TrackFix[] {
  let batteryPercent: number | null = null;
  return fixes.map((fix) => {
    batteryPercent = fix.battery ?? batteryPercent;
    return {
      at: Date.parse(fix.recorded_at),
      point: { lat: fix.latitude, lng: fix.longitude },
      speedMps: known(fix.speed),
      headingDegrees: known(fix.heading),
      batteryPercent,
    };
  });
}

/** Phones say -1 for what they do not know. */
function known(value: number | null): number | null {
  return value === null || value < 0 ? null : value;
}
