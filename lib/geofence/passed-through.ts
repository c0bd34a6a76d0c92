import { distanceMeters } from "@/lib/geo/distance";
import { localPlane } from "@/lib/geo/polygon";
import type { LatLng } from "@/lib/geo/types";
import { chordInside } from "./chord-inside";
import { edgeDistance, surelyBeyond } from "./edge-distance";
import type { PassedThrough, SiteProfile } from "./types";

/** One of two accepted fixes that follow each other. Time epoch ms. */
export interface SegmentEnd {
  readonly at: number;
  readonly point: LatLng;
  readonly accuracyMeters: number;
  readonly speedMps: number | null;
}

/** Fixes farther apart than this say nothing about the way between them, milliseconds (GEO-3). */
export const PASSED_WITHIN_MS = 10 * 60_000;

/** A shorter stop is a red light, milliseconds. */
export const SHORTEST_STOP_MS = 60_000;

/** A road is this much longer than the crow flies between two fixes of a few minutes. */
const DETOUR = 1.3;

/** Below this a reported speed tells of standing, not of how he drives, m/s. */
const STANDING_MPS = 2;

/** Driving in town where no fix reports a speed, m/s (29 km/h). */
const TOWN_MPS = 8;

/**
 * Whether a technician may have stopped at a site between two fixes that both lie outside it (GEO-3): the straight way
 * between them crosses the arrival zone, and there was time for a stop of 60 s. Crossing alone is not worth a question: a
 * van that passes on the main road every few minutes crosses all day, and needs all of its time for driving. So the time
 * that the way takes at the speed the two fixes report (their mean; town speed where both stood or said nothing), roads
 * being 1.3 times as long as the crow flies, is taken off the time between them, and at least 60 s have to remain. The part of
 * the way that lies inside also has to be longer than both fixes are uncertain together: otherwise the way may as well lie
 * beside the zone. Symmetric in the two fixes but for their times. Far fences cost one comparison.
 * @returns null when there is nothing to ask
 */
export function passedThrough(from: SegmentEnd, to: SegmentEnd, profile: SiteProfile): PassedThrough | null {
  const gapMs = to.at - from.at;
  if (gapMs < SHORTEST_STOP_MS || gapMs > PASSED_WITHIN_MS) return null;
  const length = distanceMeters(from.point, to.point);
  if (surelyBeyond(profile, from.point, length)) return null;
  if (edgeDistance(profile.shape, from.point).edgeMeters <= 0) return null;
  if (edgeDistance(profile.shape, to.point).edgeMeters <= 0) return null;
  const drivingMs = ((length * DETOUR) / drivingSpeed(from, to)) * 1000;
  const slackMs = gapMs - drivingMs;
  if (slackMs < SHORTEST_STOP_MS) return null;
  const { center } = profile.shape;
  const chord = chordInside(profile.shape, localPlane(center, from.point), localPlane(center, to.point));
  if (chord === null) return null;
  const insideMeters = chord.share * length;
  if (insideMeters <= from.accuracyMeters + to.accuracyMeters) return null;
  return {
    between: [
      Math.round(from.at + chord.enters * drivingMs),
      Math.round(to.at - (1 - chord.leaves) * drivingMs),
    ],
    insideMeters,
    slackMs: Math.round(slackMs),
  };
}

function drivingSpeed(from: SegmentEnd, to: SegmentEnd): number {
  const told = [from.speedMps, to.speedMps].filter((speed) => speed !== null && speed >= STANDING_MPS);
  const sum = told.reduce((total: number, speed) => total + (speed ?? 0), 0);
  return told.length === 0 ? TOWN_MPS : sum / told.length;
}

/** Between which moments the stop lies, as times of the wire. */
export function isoBetween({ between: [came, left] }: PassedThrough): [string, string] {
  return [new Date(came).toISOString(), new Date(left).toISOString()];
}
