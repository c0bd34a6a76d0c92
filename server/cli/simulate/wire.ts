import { z } from "zod";

const time = z.string().nullish();

const job = z.object({
  id: z.string(),
  number: z.number().nullish(),
  status: z.string(),
  technician_id: z.string().nullish(),
  latitude: z.number(),
  longitude: z.number(),
  window_start: time,
  window_end: time,
});
export type Job = z.infer<typeof job>;

const page = z.object({ items: z.array(job) });
const place = z.object({ latitude: z.number(), longitude: z.number() });

/** The job in an answer, or null when the answer is none. */
export function readJob(body: unknown): Job | null {
  return job.safeParse(body).data ?? null;
}

/** The jobs of a list answer; empty when it is none. */
export function readJobs(body: unknown): Job[] {
  return page.safeParse(body).data?.items ?? [];
}

/** A position, or null when the technician has none yet. */
export function readPlace(body: unknown): { lat: number; lng: number } | null {
  const found = place.safeParse(body).data;
  return found ? { lat: found.latitude, lng: found.longitude } : null;
}

/** The id of something just created. */
export function readId(body: unknown): string | null {
  return z.object({ id: z.string() }).safeParse(body).data?.id ?? null;
}

/** One fix as the public API takes it (LOC-1). */
export type WireFix = {
  id: string;
  latitude: number;
  longitude: number;
  accuracy: number;
  speed: number;
  heading: number | null;
  battery: number;
  recorded_at: string;
};

const demo = z.object({
  city_seed: z.number(),
  tenants: z.array(
    z.object({
      slug: z.string(),
      name: z.string(),
      office_token: z.string(),
      technicians: z.array(
        z.object({
          id: z.string(),
          full_name: z.string(),
          token: z.string(),
          home: z.object({ lat: z.number(), lng: z.number() }),
          behaviour: z.enum(["normal", "broken_phone", "dead_zones"]),
        }),
      ),
    }),
  ),
});
export type Demo = z.infer<typeof demo>;
export type DemoTenant = Demo["tenants"][number];
export type DemoTechnician = DemoTenant["technicians"][number];

/** The file that the seed leaves for the simulator. Throws a ZodError that names what is wrong with it. */
export function readDemo(json: unknown): Demo {
  return demo.parse(json);
}
