import type { LatLng } from "@/lib/geo/types";
import { isSilence } from "./track";

/** How far from where it was a thinned track may show somebody, metres; the first that is enough is taken. */
const tolerancesMeters = [2, 4, 8, 16, 32] as const;
/** Fixes that are thinned together: the cost of the worst line stays that of so many times its length. */
const PORTION = 500;
const METERS_PER_DEGREE = 111_195;

interface Placed {
  /** Epoch ms. */
  readonly at: number;
  readonly point: LatLng;
}

/**
 * Leaves out fixes that lie, at their own moment, on the way between those that stay: both the line and where the marker is
 * at each moment remain true to within a few metres. Nothing is left out while there are few enough, and never the fixes at
 * both ends of a silence.
 * @param fixes in time order
 * @param most how many may remain
 */
export function thinTrack<T extends Placed>(fixes: readonly T[], most: number): readonly T[] {
  if (fixes.length <= most) return fixes;
  let thinned: readonly T[] = fixes;
  for (const tolerance of tolerancesMeters) {
    thinned = withinTolerance(thinned, tolerance);
    if (thinned.length <= most) return thinned;
  }
  const each = Math.ceil(thinned.length / (most - 1));
  return thinned.filter((_, index) => index % each === 0 || index === thinned.length - 1);
}

function withinTolerance<T extends Placed>(fixes: readonly T[], toleranceMeters: number): T[] {
  const kept: T[] = [];
  let first = 0;
  while (first < fixes.length) {
    const last = portionEnd(fixes, first);
    keep(fixes, first, last, toleranceMeters, kept);
    const [end, next] = [fixes[last], fixes[last + 1]];
    // The end of one portion is the beginning of the next, unless a silence lies between.
    const goesOn = last > first && next !== undefined && !isSilence(end ?? next, next);
    if (!goesOn && end !== undefined) kept.push(end);
    first = goesOn ? last : last + 1;
  }
  return kept;
}

function portionEnd(fixes: readonly Placed[], first: number): number {
  let last = first;
  while (last + 1 < fixes.length && last - first < PORTION) {
    const [before, after] = [fixes[last], fixes[last + 1]];
    if (before === undefined || after === undefined || isSilence(before, after)) break;
    last += 1;
  }
  return last;
}

/** Pushes the first and whatever has to stay between it and the last, without the last. */
function keep<T extends Placed>(
  fixes: readonly T[],
  first: number,
  last: number,
  toleranceMeters: number,
  kept: T[],
): void {
  const start = fixes[first];
  if (start === undefined || last <= first) return;
  const farthest = farthestBetween(fixes, first, last);
  if (farthest === null || farthest.meters <= toleranceMeters) {
    kept.push(start);
    return;
  }
  keep(fixes, first, farthest.index, toleranceMeters, kept);
  keep(fixes, farthest.index, last, toleranceMeters, kept);
}

/** The fix that is farthest from where a straight, even drive from first to last would have been at its moment. */
function farthestBetween(
  fixes: readonly Placed[],
  first: number,
  last: number,
): { index: number; meters: number } | null {
  const [a, b] = [fixes[first], fixes[last]];
  if (a === undefined || b === undefined) return null;
  const shrink = Math.cos((a.point.lat * Math.PI) / 180);
  let farthest: { index: number; meters: number } | null = null;
  for (let index = first + 1; index < last; index += 1) {
    const fix = fixes[index];
    if (fix === undefined) continue;
    const part = b.at === a.at ? 0 : (fix.at - a.at) / (b.at - a.at);
    const north = fix.point.lat - (a.point.lat + (b.point.lat - a.point.lat) * part);
    const east = (fix.point.lng - (a.point.lng + (b.point.lng - a.point.lng) * part)) * shrink;
    const meters = Math.hypot(north, east) * METERS_PER_DEGREE;
    if (farthest === null || meters > farthest.meters) farthest = { index, meters };
  }
  return farthest;
}
