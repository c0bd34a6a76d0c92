import { distanceMeters } from "@/lib/geo/distance";
import type { LatLng } from "@/lib/geo/types";
import type { JobWire } from "@/lib/realtime/protocol";

export type NearbyJob = JobWire & { distance_meters: number };

/** Jobs within a radius (metres) of a place, nearest first (GEO-6). */
export function nearbyJobs(jobs: readonly JobWire[], place: LatLng, radiusMeters: number): NearbyJob[] {
  return jobs
    .map((job) => ({
      ...job,
      distance_meters: distanceMeters(place, { lat: job.latitude, lng: job.longitude }),
    }))
    .filter((job) => job.distance_meters <= radiusMeters)
    .sort((a, b) => a.distance_meters - b.distance_meters || a.number - b.number)
    .map((job) => ({ ...job, distance_meters: Math.round(job.distance_meters * 10) / 10 }));
}
