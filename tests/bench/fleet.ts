import { createHash } from "node:crypto";
import { destinationPoint } from "@/lib/geo/destination";
import type { LatLng } from "@/lib/geo/types";

/** A made-up fleet that every process of the bench can tell from numbers alone. */
export const TENANTS = 100;
export const TECHNICIANS = 5_000;

export function tenantOf(technician: number): number {
  return technician % TENANTS;
}

export function tenantId(tenant: number): string {
  return `00000000-0000-7000-a000-${tenant.toString(16).padStart(12, "0")}`;
}

export function technicianId(technician: number): string {
  return `00000000-0000-7000-8000-${technician.toString(16).padStart(12, "0")}`;
}

/** API token of a tenant: shaped like a real one, known to nobody but a database that is dropped afterwards. */
export function tokenOf(tenant: number): string {
  return `trk_${createHash("sha256").update(`bench ${tenant}`).digest("base64url")}`;
}

/** Every seventh has none and the luckiest has six: three open jobs on average. */
export function openJobs(technician: number): number {
  return technician % 7;
}

/** One in ten stands at his first job, so that his fixes go through the whole fence machine. */
export function isOnSite(technician: number): boolean {
  return technician % 10 === 1 && openJobs(technician) > 0;
}

function home(technician: number): LatLng {
  return { lat: 6.2 + (technician % 71) * 0.01, lng: 3.4 + Math.floor(technician / 71) * 0.01 };
}

/** Jobs lie 1.5 km apart in a row; the first of somebody on site is where he is. */
export function siteOf(technician: number, job: number): LatLng {
  return destinationPoint(home(technician), 90, (isOnSite(technician) ? 0 : 1_500) + job * 1_500);
}

/** Where somebody is at a moment: on site within 10 m, else on a circle of 300 m at 10 m/s. */
export function placeAt(technician: number, at: number): LatLng {
  const seconds = at / 1000 + technician;
  if (isOnSite(technician)) return destinationPoint(home(technician), (seconds * 40) % 360, 10);
  return destinationPoint(home(technician), ((seconds * 10) / 300) * (180 / Math.PI), 300);
}

/** A fix as a phone sends it to the API, JSON. */
export function fixText(technician: number, at: number, id: string | null): string {
  const { lat, lng } = placeAt(technician, at);
  const name = id === null ? "" : `"id":"${id}",`;
  return `{${name}"latitude":${lat.toFixed(6)},"longitude":${lng.toFixed(6)},"accuracy":8,"speed":${isOnSite(technician) ? 0 : 9.8},"heading":${technician % 360},"battery":80,"recorded_at":"${new Date(at).toISOString()}"}`;
}
