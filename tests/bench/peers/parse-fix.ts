import { z } from "zod";

const wireFix = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  accuracy: z.number().nullish(),
  speed: z.number().nullish(),
  heading: z.number().nullish(),
  altitude: z.number().nullish(),
  battery: z.number().nullish(),
  activity: z.string().nullish(),
  recorded_at: z.iso.datetime({ offset: true }).nullish(),
  id: z.string().max(100).nullish(),
  job_id: z.uuid().nullish(),
  mock: z.boolean().nullish(),
});

/** The same JSON through plain zod and the same answer; knows nobody and keeps nothing. */
export function parseOnly(raw: unknown): { status: number; body: unknown } {
  const parsed = wireFix.safeParse(raw);
  return parsed.success
    ? { status: 201, body: { accepted: true, duplicate: false, verdict: "good", verdict_reason: null } }
    : { status: 400, body: { error: parsed.error.issues } };
}
