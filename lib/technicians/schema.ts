import { z } from "zod";
import { commaList, latitude, limit, longitude, moment, words } from "@/lib/http/fields";
import { technicianStatuses } from "./types";

const skill = z.object({
  name: words(60),
  level: z.number().int().min(1).max(5).nullish(),
});

const details = {
  full_name: words(120),
  email: z.email().max(254).toLowerCase().nullish(),
  phone: words(40).nullish(),
  skills: z.array(skill).max(50),
  vehicle_label: words(60).nullish(),
  status: z.enum(technicianStatuses),
};

export const newTechnician = z.object({
  ...details,
  skills: details.skills.optional(),
  status: details.status.optional(),
});
export type NewTechnician = z.infer<typeof newTechnician>;

/** A field left out stays as it is; null empties it. */
export const technicianChange = z
  .strictObject({ ...details, home: z.object({ latitude, longitude }).nullable() })
  .partial()
  .refine((change) => Object.values(change).some((value) => value !== undefined), {
    message: "has to name at least one field to change",
    params: { malformed: true },
  });
export type TechnicianChange = z.infer<typeof technicianChange>;

export const technicianList = z.object({
  limit: limit(200, 100),
  cursor: z.string().max(200).optional(),
  status: commaList(technicianStatuses).optional(),
  q: words(100).optional(),
});

export const shiftMoment = z.object({ at: moment.optional() });

export const timeSpan = z
  .object({
    from: moment.optional(),
    to: moment.optional(),
    limit: limit(1000, 200),
    cursor: z.string().max(200).optional(),
  })
  .refine(({ from, to }) => !from || !to || from <= to, { path: ["to"], message: "has to lie after from" });

/** The next 24 hours when left out. */
export const availabilitySpan = z
  .object({ from: moment.optional(), to: moment.optional() })
  .refine(({ from, to }) => !from || !to || from <= to, { path: ["to"], message: "has to lie after from" });
