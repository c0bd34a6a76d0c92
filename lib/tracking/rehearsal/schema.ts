import { z } from "zod";
import { uuid } from "@/lib/http/fields";
import { arrivalRadius, fencePolygon, outerRadius } from "@/lib/jobs/schema";

/**
 * A fence as it might be (GEO-12). What is left out stays as it is; null means the company's own distance, and no polygon.
 * `site_id` stands for all jobs at a site.
 */
export const fenceRehearsal = z
  .strictObject({
    job_id: uuid.optional(),
    site_id: uuid.optional(),
    geofence_radius_meters: arrivalRadius.nullish(),
    geofence_approach_radius_meters: outerRadius.nullish(),
    geofence_departure_radius_meters: outerRadius.nullish(),
    geofence_polygon: fencePolygon.nullish(),
    cooldown_seconds: z.number().int().min(0).max(3600).optional(),
    days: z.number().int().min(1).max(30).default(30),
  })
  .refine(({ job_id, site_id }) => (job_id === undefined) !== (site_id === undefined), {
    message: "has to name either a job_id or a site_id",
    params: { malformed: true },
  });
export type FenceRehearsal = z.infer<typeof fenceRehearsal>;
