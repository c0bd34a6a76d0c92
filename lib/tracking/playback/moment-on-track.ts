import { bearingDegrees } from "@/lib/geo/bearing";
import { distanceMeters } from "@/lib/geo/distance";
import type { LatLng } from "@/lib/geo/types";
import { isSilence, type TrackFix } from "./track";

/** Below this two fixes are the same place to a phone, metres: no direction can be told from them. */
const SAME_PLACE_METERS = 5;

/** What is known of a moment. Metres per second, degrees clockwise from north, percent. */
export interface TrackMoment {
  readonly point: LatLng;
  /** Where the last fix before it was: for those who want nothing to glide. */
  readonly lastPoint: LatLng;
  readonly speedMps: number | null;
  readonly headingDegrees: number | null;
  readonly batteryPercent: number | null;
  /** When it was last heard before a long silence that this moment lies in, epoch ms; null while fixes come. */
  readonly silentSince: number | null;
}

/**
 * Where somebody was at a moment: between two fixes on the straight line between them, during a silence of more than five
 * minutes where he was last heard, before the first and after the last fix at that one.
 * @param track in time order
 * @param at epoch ms
 * @returns null for an empty track
 */
export function momentOnTrack(track: readonly TrackFix[], at: number): TrackMoment | null {
  const index = Math.max(0, lastUpTo(track, at));
  const fix = track[index];
  if (fix === undefined) return null;
  const next = track[index + 1];
  const still = { point: fix.point, lastPoint: fix.point, batteryPercent: fix.batteryPercent };
  if (next === undefined || at < fix.at) {
    return { ...still, speedMps: fix.speedMps, headingDegrees: fix.headingDegrees, silentSince: null };
  }
  if (isSilence(fix, next) && at > fix.at) {
    return { ...still, speedMps: null, headingDegrees: null, silentSince: fix.at };
  }
  const meters = distanceMeters(fix.point, next.point);
  return {
    ...still,
    point: between(fix.point, next.point, (at - fix.at) / (next.at - fix.at)),
    speedMps: fix.speedMps ?? (isSilence(fix, next) ? null : meters / ((next.at - fix.at) / 1000)),
    headingDegrees: meters >= SAME_PLACE_METERS ? bearingDegrees(fix.point, next.point) : fix.headingDegrees,
    silentSince: null,
  };
}

/** Index of the last fix that is not after a moment; -1 when all are. */
function lastUpTo(track: readonly TrackFix[], at: number): number {
  let low = 0;
  let high = track.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((track[middle]?.at ?? Number.POSITIVE_INFINITY) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** A part of the way from one place to the other, the short way round the earth. */
function between(a: LatLng, b: LatLng, part: number): LatLng {
  const east = ((b.lng - a.lng + 540) % 360) - 180;
  const lng = a.lng + east * part;
  return { lat: a.lat + (b.lat - a.lat) * part, lng: ((lng + 540) % 360) - 180 };
}
