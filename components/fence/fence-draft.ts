import type { TriedFence } from "@/hooks/use-rehearsal";
import { destinationPoint } from "@/lib/geo/destination";
import type { LatLng } from "@/lib/geo/types";
import type { JobWire } from "@/lib/realtime/protocol";

/** A fence while it is thought about. Metres; null where nothing was typed. */
export interface FenceDraft {
  readonly shape: "circle" | "polygon";
  readonly radiusMeters: number;
  readonly approachMeters: number | null;
  readonly departureMeters: number | null;
  /** What was drawn; null while nothing was. */
  readonly ring: readonly LatLng[] | null;
}

/** Corners that make a circle look round on a map. */
const CORNERS = 64;

/** The fence that a job has. */
export function draftOf(job: JobWire): FenceDraft {
  const ring = job.geofence_polygon?.map(({ latitude, longitude }) => ({ lat: latitude, lng: longitude }));
  return {
    shape: ring === undefined ? "circle" : "polygon",
    radiusMeters: job.geofence_radius_meters,
    approachMeters: null,
    departureMeters: null,
    ring: ring ?? null,
  };
}

/** Whether it can be tried: an outer edge inside the arrival means nothing, an area needs to be drawn. */
export function isSound({ shape, radiusMeters, approachMeters, departureMeters, ring }: FenceDraft): boolean {
  const reaches = (outer: number | null) => outer === null || outer >= radiusMeters;
  return shape === "polygon" ? ring !== null : reaches(approachMeters) && reaches(departureMeters);
}

/** As the API takes it. */
export function triedFence(draft: FenceDraft): TriedFence {
  const { shape, radiusMeters, approachMeters, departureMeters, ring } = draft;
  return {
    geofence_radius_meters: radiusMeters,
    ...(approachMeters === null ? {} : { geofence_approach_radius_meters: approachMeters }),
    ...(departureMeters === null ? {} : { geofence_departure_radius_meters: departureMeters }),
    geofence_polygon:
      shape === "circle" || ring === null
        ? null
        : ring.map(({ lat, lng }) => ({ latitude: lat, longitude: lng })),
  };
}

/** The corners that show it on a map; null while an area is not drawn yet. */
export function outlineOf(
  { shape, radiusMeters, ring }: FenceDraft,
  center: LatLng,
): readonly LatLng[] | null {
  if (shape === "polygon") return ring;
  return Array.from({ length: CORNERS }, (_, i) =>
    destinationPoint(center, (360 * i) / CORNERS, radiusMeters),
  );
}
