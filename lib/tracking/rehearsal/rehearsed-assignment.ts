import type { AssignmentRow } from "../candidate-job";
import type { FenceRehearsal } from "./schema";

/** Distances that a job without its own has from its company, metres. */
export interface CompanyRadii {
  readonly arrivalRadiusMeters: number;
  readonly approachRadiusMeters: number;
}

/** An assignment with the fence its job would have. */
export function rehearsedAssignment(
  row: AssignmentRow,
  wanted: FenceRehearsal,
  company: CompanyRadii,
): AssignmentRow {
  const polygon = wanted.geofence_polygon?.map(({ latitude, longitude }) => ({
    lat: latitude,
    lng: longitude,
  }));
  return {
    ...row,
    arrivalRadiusMeters: either(
      wanted.geofence_radius_meters,
      row.arrivalRadiusMeters,
      company.arrivalRadiusMeters,
    ),
    approachRadiusMeters: either(
      wanted.geofence_approach_radius_meters,
      row.approachRadiusMeters,
      company.approachRadiusMeters,
    ),
    departureRadiusMeters: either(wanted.geofence_departure_radius_meters, row.departureRadiusMeters, null),
    polygon: wanted.geofence_polygon === undefined ? row.polygon : (polygon ?? null),
  };
}

/** What was wished for; null asks for the company's own, nothing leaves it as it is. */
function either<T>(wished: T | null | undefined, now: T, otherwise: T): T {
  return wished === undefined ? now : (wished ?? otherwise);
}
