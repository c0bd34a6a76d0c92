import { distanceMeters } from "@/lib/geo/distance";
import type { LatLng } from "@/lib/geo/types";

/** Phones watch only a few regions; the nearest matter (LOC-5). */
export const MOST_WAYPOINTS = 15;
/** OwnTracks on Android tells regions apart by their time of creation, seconds: ours are those from here on. */
const FIRST_CREATED_AT = 1_000_000_000;
/** A region at such a place is taken away, says the app's manual. */
const NOWHERE_DEGREES = -1_000_000;
const NAME_LENGTH = 60;

/** A site that a technician may be heading for. */
export interface WaypointSite {
  readonly siteId: string;
  readonly name: string;
  readonly point: LatLng;
  readonly radiusMeters: number;
  /** Differs when place or radius do. */
  readonly mark: string;
}

/** A region that a phone was told of, without its place. */
export interface SentWaypoint {
  /** Which of the 15 it is: a new site takes the place of one that is gone. */
  readonly slot: number;
  readonly siteId: string;
  readonly name: string;
  readonly mark: string;
}

export interface WaypointPlan {
  readonly sent: readonly SentWaypoint[];
  /** Told of before, and not to be there any more under this name. */
  readonly gone: readonly SentWaypoint[];
  readonly isChanged: boolean;
}

/** The nearest sites, nearest first, at most 15. */
export function nearestSites(sites: readonly WaypointSite[], from: LatLng): WaypointSite[] {
  return sites
    .map((site) => ({ site, meters: distanceMeters(from, site.point) }))
    .sort((a, b) => a.meters - b.meters || (a.site.siteId < b.site.siteId ? -1 : 1))
    .slice(0, MOST_WAYPOINTS)
    .map(({ site }) => site);
}

/** What a phone has to be told, given what it was told last. A site keeps its slot as long as it is wanted. */
export function planWaypoints(
  before: readonly SentWaypoint[],
  wanted: readonly WaypointSite[],
): WaypointPlan {
  const slotOf = new Map(before.map(({ siteId, slot }) => [siteId, slot]));
  const kept = new Set(wanted.flatMap(({ siteId }) => slotOf.get(siteId) ?? []));
  const free = Array.from({ length: MOST_WAYPOINTS }, (_, slot) => slot).filter((slot) => !kept.has(slot));
  const sent = wanted.flatMap(({ siteId, name, mark }): SentWaypoint[] => {
    const slot = slotOf.get(siteId) ?? free.shift();
    return slot === undefined ? [] : [{ slot, siteId, name: name.slice(0, NAME_LENGTH), mark }];
  });
  const now = new Map(sent.map((one) => [one.siteId, one]));
  const gone = before.filter((one) => now.get(one.siteId)?.name !== one.name);
  const same = (one: SentWaypoint) =>
    before.some((old) => old.siteId === one.siteId && old.name === one.name && old.mark === one.mark);
  return { sent, gone, isChanged: gone.length > 0 || !sent.every(same) };
}

/**
 * The command that OwnTracks takes from the answer to a location (its booklet: `cmd`, `setWaypoints`). It merges what it is
 * told with what it has, so what is gone has to be said. The iPhone app knows a region by its name and drops it when its
 * place is impossible; the Android app knows it by its time of creation and gives it the new place and name of its slot.
 * There a slot that is not needed again stays behind, out of the world.
 * @param sites at least those of `sent`
 */
export function setWaypoints({ sent, gone }: WaypointPlan, sites: readonly WaypointSite[]): object {
  const siteOf = new Map(sites.map((site) => [site.siteId, site]));
  const removed = gone.map(({ slot, name }) =>
    waypoint(slot, name, { lat: NOWHERE_DEGREES, lng: NOWHERE_DEGREES }, 0),
  );
  const shown = sent.flatMap(({ slot, name, siteId }) => {
    const site = siteOf.get(siteId);
    return site === undefined ? [] : [waypoint(slot, name, site.point, site.radiusMeters)];
  });
  return {
    _type: "cmd",
    action: "setWaypoints",
    waypoints: { _type: "waypoints", waypoints: [...removed, ...shown] },
  };
}

function waypoint(slot: number, name: string, { lat, lng }: LatLng, radiusMeters: number) {
  return {
    _type: "waypoint",
    desc: name,
    lat,
    lon: lng,
    rad: Math.round(radiusMeters),
    tst: FIRST_CREATED_AT + slot,
  };
}
