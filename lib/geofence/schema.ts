import { z } from "zod";
import { limit, uuid } from "@/lib/http/fields";

export const nearbyQuery = z.object({
  technician_id: uuid,
  radius_meters: z.coerce.number<string>().min(1).max(100_000).default(1000),
  limit: limit(200, 50),
});

export const decisionsQuery = z.object({ job_id: uuid });

export const jobParams = z.object({ jobId: uuid });
