import { distanceMeters } from "@/lib/geo/distance";
import type { LatLng } from "@/lib/geo/types";
import type { FixSource } from "./types";

export interface SourcedFix {
  /** Epoch ms. */
  readonly at: number;
  readonly point: LatLng;
  readonly accuracyMeters: number | null;
  readonly source: FixSource;
}

/** Two sources of one technician went the same way, one of them by a clock that is whole hours off. */
export interface ClockOffset {
  /** In alphabetical order. */
  readonly sources: readonly [FixSource, FixSource];
  /** How far the second clock is ahead of the first, whole hours; negative when it is behind. */
  readonly hours: number;
}

/** Time zones lie between UTC−12 and UTC+14, so that two clocks are up to 26 h apart; a day holds no more than this. */
const MOST_HOURS = 14;
const HOUR_MS = 3_600_000;
/** Fixes of a source that are compared at most, and at least. */
const SAMPLES = 150;
const FEWEST = 12;
/** Longest gap across which a place is interpolated, milliseconds. */
const GAP_MS = 10 * 60_000;
/** Places this close, besides both accuracies, are the same one, metres: two phones in one van, 10 s apart in town. */
const SAME_METERS = 150;
/** Whoever did not get this far, metres, was in the same place at every hour. */
const TRAVEL_METERS = 1_000;
/** Share of the compared fixes that agree with the offset, and may agree without it. */
const AGREE = 0.8;
const DISAGREE = 0.3;

/**
 * Finds sources whose clocks are whole hours apart (LOC-7): at the same time of day they are at different places, and with
 * the one clock put right they went the same way. Which of the two is wrong cannot be told from their fixes.
 * @param fixes of one technician and about a day, in any order
 */
export function clockOffsets(fixes: readonly SourcedFix[]): ClockOffset[] {
  const bySource = new Map<FixSource, SourcedFix[]>();
  for (const fix of fixes.toSorted((a, b) => a.at - b.at)) {
    const own = bySource.get(fix.source);
    if (own) own.push(fix);
    else bySource.set(fix.source, [fix]);
  }
  const sources = [...bySource]
    .filter(([, own]) => own.length >= FEWEST)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const found: ClockOffset[] = [];
  for (const [index, [first, track]] of sources.entries()) {
    for (const [second, other] of sources.slice(index + 1)) {
      const hours = offsetHours(track, other);
      if (hours !== null) found.push({ sources: [first, second], hours });
    }
  }
  return found;
}

function offsetHours(track: readonly SourcedFix[], other: readonly SourcedFix[]): number | null {
  const step = Math.max(1, Math.floor(other.length / SAMPLES));
  const samples = other.filter((_, index) => index % step === 0);
  const asTheyStand = compare(track, samples, 0);
  if (asTheyStand.compared < FEWEST / 2 || asTheyStand.share > DISAGREE) return null;
  let best: { hours: number; share: number } | null = null;
  for (let hours = -MOST_HOURS; hours <= MOST_HOURS; hours += 1) {
    if (hours === 0) continue;
    const { compared, share, traveled } = compare(track, samples, hours);
    if (compared < FEWEST || share < AGREE || !traveled) continue;
    if (best === null || share > best.share) best = { hours, share };
  }
  return best?.hours ?? null;
}

/** How well samples fit a track once their clock is put back by some hours. */
function compare(track: readonly SourcedFix[], samples: readonly SourcedFix[], hours: number) {
  const agreeing: LatLng[] = [];
  let compared = 0;
  for (const sample of samples) {
    const place = placeAt(track, sample.at - hours * HOUR_MS);
    if (place === null) continue;
    compared += 1;
    const slack = SAME_METERS + Math.max(0, sample.accuracyMeters ?? 0) + place.accuracyMeters;
    if (distanceMeters(place.point, sample.point) <= slack) agreeing.push(sample.point);
  }
  const [start] = agreeing;
  return {
    compared,
    share: compared === 0 ? 0 : agreeing.length / compared,
    traveled: start !== undefined && agreeing.some((point) => distanceMeters(start, point) > TRAVEL_METERS),
  };
}

/** Where a track was at a time, on the straight line between its fixes; null in a gap and outside of it. */
function placeAt(track: readonly SourcedFix[], at: number) {
  let low = 0;
  let high = track.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((track[middle]?.at ?? Number.POSITIVE_INFINITY) <= at) low = middle + 1;
    else high = middle;
  }
  const before = track[low - 1];
  const after = track[low] ?? (before?.at === at ? before : undefined);
  if (before === undefined || after === undefined || after.at - before.at > GAP_MS) return null;
  const part = after.at === before.at ? 0 : (at - before.at) / (after.at - before.at);
  const turn = ((after.point.lng - before.point.lng + 540) % 360) - 180;
  return {
    point: {
      lat: before.point.lat + (after.point.lat - before.point.lat) * part,
      lng: before.point.lng + turn * part,
    },
    accuracyMeters: Math.max(0, before.accuracyMeters ?? 0, after.accuracyMeters ?? 0),
  };
}
