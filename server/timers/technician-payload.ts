import { z } from "zod";

/** What tasks about one technician carry. */
export const technicianPayload = z.object({
  tenantId: z.uuid(),
  technicianId: z.uuid(),
  from: z.iso.datetime().optional(),
});
