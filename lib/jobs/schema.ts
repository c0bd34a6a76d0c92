import { z } from "zod";
import { commaList, latitude, limit, longitude, moment, uuid, words } from "@/lib/http/fields";
import { jobPriorities, jobStatuses } from "./types";

/** Fences may be this wide (GEO-1), metres. */
export const arrivalRadius = z.number().min(20).max(5000);
/** Approach and departure, metres from the pin. */
export const outerRadius = z.number().min(20).max(20_000);

const corner = z.object({ latitude, longitude });

/** Corners of a fence, closed or not. */
export const fencePolygon = z
  .array(corner)
  .max(200)
  .transform((corners) => {
    const [first, last] = [corners[0], corners.at(-1)];
    const closed =
      corners.length > 1 && first?.latitude === last?.latitude && first?.longitude === last?.longitude;
    return closed ? corners.slice(0, -1) : corners;
  })
  .refine((corners) => new Set(corners.map((c) => `${c.latitude},${c.longitude}`)).size >= 3, {
    message: "has to have at least three different corners",
  });

const details = {
  title: words(200),
  type: words(60),
  priority: z.enum(jobPriorities),
  site_name: words(200).nullish(),
  address: words(300).nullish(),
  customer_name: words(200).nullish(),
  customer_phone: words(40).nullish(),
  notes: words(5000).nullish(),
  geofence_radius_meters: arrivalRadius.nullish(),
  geofence_approach_radius_meters: outerRadius.nullish(),
  geofence_departure_radius_meters: outerRadius.nullish(),
  geofence_polygon: fencePolygon.nullish(),
  window_start: moment.nullish(),
  window_end: moment.nullish(),
  sla_due_at: moment.nullish(),
  estimated_duration_minutes: z
    .number()
    .int()
    .min(1)
    .max(14 * 1440)
    .nullish(),
  required_skills: z.array(words(60)).max(50),
};

interface Checked {
  window_start?: Date | null;
  window_end?: Date | null;
  geofence_radius_meters?: number | null;
  geofence_approach_radius_meters?: number | null;
  geofence_departure_radius_meters?: number | null;
}

function checkTogether(job: Checked, context: z.RefinementCtx): void {
  const complain = (field: keyof Checked, message: string) =>
    context.addIssue({ code: "custom", path: [field], message });
  if (job.window_start && job.window_end && job.window_end < job.window_start) {
    complain("window_end", "has to lie after window_start");
  }
  const radius = job.geofence_radius_meters;
  if (!radius) return;
  for (const field of ["geofence_approach_radius_meters", "geofence_departure_radius_meters"] as const) {
    const outer = job[field];
    if (outer && outer < radius) complain(field, "cannot be smaller than geofence_radius_meters");
  }
}

export const newJob = z
  .object({
    ...details,
    type: details.type.default("general"),
    priority: details.priority.default("normal"),
    required_skills: details.required_skills.default([]),
    latitude,
    longitude,
    technician_id: uuid.nullish(),
  })
  .superRefine(checkTogether);
export type NewJob = z.infer<typeof newJob>;

/** A field left out stays as it is; null empties it. `version` is the one the editor saw. */
export const jobChange = z
  .strictObject({ ...details, latitude, longitude, version: z.number().int().min(1) })
  .partial()
  .superRefine(checkTogether)
  .refine(
    (change) => Object.entries(change).some(([key, value]) => key !== "version" && value !== undefined),
    {
      message: "has to name at least one field to change",
      params: { malformed: true },
    },
  )
  .refine((change) => (change.latitude === undefined) === (change.longitude === undefined), {
    path: ["latitude"],
    message: "and longitude change together",
    params: { malformed: true },
  });
export type JobChangeInput = z.infer<typeof jobChange>;

const move = z.object({
  reason: words(1000)
    .nullish()
    .transform((reason) => reason ?? null),
  at: moment.optional(),
  version: z.number().int().min(1).optional(),
});

/** What every move of a job takes. `at`: when it happened, up to 72 h ago. */
export const moveInput = move;
export type MoveInput = z.infer<typeof moveInput>;

/** A move by hand on site, with where the phone believes to be (GEO-10). */
export const onSiteInput = move
  .extend({
    latitude: latitude.optional(),
    longitude: longitude.optional(),
    accuracy: z.number().min(-1e7).max(1e7).nullish(),
  })
  .refine((input) => (input.latitude === undefined) === (input.longitude === undefined), {
    path: ["latitude"],
    message: "and longitude belong together",
    params: { malformed: true },
  });
export type OnSiteInput = z.infer<typeof onSiteInput>;

/** What is taken back: this change, or what this decision did; the newest when left out. */
export const undoInput = z.object({
  decision_id: uuid.optional(),
  change: z.enum(["start", "departure"]).optional(),
});
export type UndoInput = z.infer<typeof undoInput>;

export const jobList = z
  .object({
    limit: limit(200, 50),
    cursor: z.string().max(200).optional(),
    technician_id: uuid.optional(),
    status: commaList(jobStatuses).optional(),
    q: words(100).optional(),
    from: moment.optional(),
    to: moment.optional(),
  })
  .refine(({ from, to }) => !from || !to || from <= to, { path: ["to"], message: "has to lie after from" });

/** Which drive-past is answered. */
export const passedInput = z.object({ decision_id: uuid });

export const assignParams = z.object({ id: uuid, technicianId: uuid });
