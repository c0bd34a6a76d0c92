import { z } from "zod";
import { words } from "@/lib/http/fields";
import { isTimeZone } from "./time-zone";
import { trackingHours } from "./tracking-hours";
import { startModes } from "./types";

const settings = {
  name: words(120),
  time_zone: z
    .string()
    .refine(isTimeZone, { message: "has to be the name of a time zone, such as Europe/Berlin" }),
  arrival_radius_meters: z.number().int().min(20).max(5000),
  approach_radius_meters: z.number().int().min(20).max(20_000),
  cooldown_seconds: z.number().int().min(0).max(3600),
  expected_together: z.number().int().min(1).max(50),
  // Fixes that come late still change visits of the last 72 hours, and are folded with those of that time.
  fix_retention_days: z.number().int().min(3).max(3650),
  tracking_hours: trackingHours,
  start_mode: z.enum(startModes),
  start_modes_by_type: z
    .record(words(60), z.enum(startModes))
    .refine((modes) => Object.keys(modes).length <= 200, { message: "cannot name more than 200 types" }),
};

/** A setting left out stays as it is. `version` is the one that the editor saw. */
export const settingsChange = z
  .strictObject(settings)
  .partial()
  .extend({
    version: z.number().int().min(1),
    /** Says that locations older than a shorter retention may go. */
    confirm_deletion: z.boolean().optional(),
  })
  .refine((change) => Object.keys(settings).some((name) => name in change), {
    message: "has to name at least one setting",
    params: { malformed: true },
  });
export type SettingsChange = z.infer<typeof settingsChange>;
