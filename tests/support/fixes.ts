import { destinationPoint } from "@/lib/geo/destination";
import type { LatLng } from "@/lib/geo/types";
import { siteProfile } from "@/lib/geofence/site-profile";
import type { CandidateJob, Fix } from "@/lib/tracking/types";

/** The site of the classic day: a 100 m fence in Lagos. */
export const classicSite: LatLng = { lat: 6.5244, lng: 3.3792 };

/** A whole second of some day, epoch ms, so that tests can say "20 s later". */
export function seconds(count: number): number {
  return Date.UTC(2026, 2, 2, 8) + Math.round(count * 1000);
}

/** The place `meters` due east of the classic site. */
export function eastOfSite(meters: number, site: LatLng = classicSite): LatLng {
  return destinationPoint(site, 90, meters);
}

/** A fix as our own API delivers it: nothing known but time and place, unless said. */
export function apiFix(at: number, point: LatLng, rest: Partial<Fix> = {}): Fix {
  return {
    fixId: `${at}:${point.lat}:${point.lng}`,
    at,
    receivedAt: at,
    point,
    accuracyMeters: null,
    speedMps: null,
    headingDegrees: null,
    altitudeMeters: null,
    batteryPercent: null,
    activity: null,
    mock: false,
    source: "api",
    ...rest,
  };
}

/** A job with a 100 m fence and no time window. */
export function openJob(
  jobId: string,
  center: LatLng = classicSite,
  rest: Partial<CandidateJob> = {},
): CandidateJob {
  const profile = siteProfile({ center });
  return { jobId, profile, opensAt: null, closesAt: null, takenAway: null, absences: [], ...rest };
}

/** Numbers in [0, 1) that are the same in every run (mulberry32, Tommy Ettinger). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The items in an order that depends on nothing but the random source. */
export function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
