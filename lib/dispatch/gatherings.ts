import { distanceMeters } from "@/lib/geo/distance";
import type { LatLng } from "@/lib/geo/types";

/** So long somebody has to be at a site, or stand elsewhere, until he counts, milliseconds: who hands over or waits at a light does not. */
export const AT_SITE_MS = 2 * 60_000;
export const STANDING_MS = 5 * 60_000;

/** Somebody who stays where he is. */
export interface Present {
  readonly technicianId: string;
  /** The site in whose fence he is; null elsewhere. */
  readonly siteId: string | null;
  /** Where he stands; only known elsewhere. */
  readonly point: LatLng | null;
  /** Since when, epoch ms. */
  readonly since: number;
}

export interface Site {
  readonly id: string;
  readonly point: LatLng;
}

export interface Gathering {
  /** Null: no site is there. */
  readonly siteId: string | null;
  /** In order of their ids. */
  readonly technicianIds: readonly string[];
}

/**
 * Who is together: in the fence of one site, or standing within `radiusMeters` of each other, hand over hand. Who stands that
 * near to a site is at it. Everybody is in one gathering at most.
 * @param sites of the jobs of today
 * @param now epoch ms
 */
export function gatherings(
  present: readonly Present[],
  sites: readonly Site[],
  radiusMeters: number,
  now: number,
): Gathering[] {
  const atSite = new Map<string, Set<string>>();
  const standing: { id: string; point: LatLng }[] = [];
  const counted = new Set<string>();
  const add = (siteId: string, technicianId: string) => {
    atSite.set(siteId, (atSite.get(siteId) ?? new Set()).add(technicianId));
    counted.add(technicianId);
  };
  for (const { technicianId, siteId, since } of present) {
    if (siteId !== null && now - since >= AT_SITE_MS && !counted.has(technicianId)) add(siteId, technicianId);
  }
  for (const { technicianId, siteId, point, since } of present) {
    if (siteId !== null || point === null || now - since < STANDING_MS || counted.has(technicianId)) continue;
    const near = sites.find((site) => distanceMeters(site.point, point) <= radiusMeters);
    if (near) add(near.id, technicianId);
    else standing.push({ id: technicianId, point });
    counted.add(technicianId);
  }
  return [
    ...[...atSite].map(([siteId, ids]) => ({ siteId, technicianIds: [...ids].sort() })),
    ...chains(standing, radiusMeters).map((ids) => ({ siteId: null, technicianIds: [...ids].sort() })),
  ];
}

function chains(standing: readonly { id: string; point: LatLng }[], radiusMeters: number): string[][] {
  const left = new Set(standing);
  const found: string[][] = [];
  for (const first of standing) {
    if (!left.delete(first)) continue;
    const chain = [first];
    for (const member of chain) {
      for (const other of left) {
        if (distanceMeters(member.point, other.point) > radiusMeters) continue;
        left.delete(other);
        chain.push(other);
      }
    }
    found.push(chain.map(({ id }) => id));
  }
  return found;
}
