import { and, eq, inArray, sql } from "drizzle-orm";
import { doublePrecision, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { z } from "zod";

/**
 * The way this is written first: zod, four Drizzle queries, one transaction per fix. The same tables and indexes as
 * ours; no sign-in, no row-level security, a bare distance test as the fence: all in its favour.
 */
const moment = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

const technicians = pgTable("technicians", { tenantId: uuid("tenant_id"), id: uuid("id") });
const fixes = pgTable("fixes", {
  tenantId: uuid("tenant_id"),
  technicianId: uuid("technician_id"),
  recordedAt: moment("recorded_at"),
  lat: doublePrecision("lat"),
  lng: doublePrecision("lng"),
  id: uuid("id"),
  receivedAt: moment("received_at"),
  accuracyMeters: doublePrecision("accuracy_meters"),
  speedMps: doublePrecision("speed_mps"),
  headingDegrees: doublePrecision("heading_degrees"),
  batteryPercent: doublePrecision("battery_percent"),
  source: text("source"),
  verdict: text("verdict"),
});
const positions = pgTable("positions", {
  tenantId: uuid("tenant_id"),
  technicianId: uuid("technician_id"),
  lat: doublePrecision("lat"),
  lng: doublePrecision("lng"),
  accuracyMeters: doublePrecision("accuracy_meters"),
  recordedAt: moment("recorded_at"),
  receivedAt: moment("received_at"),
});
const jobs = pgTable("jobs", {
  tenantId: uuid("tenant_id"),
  id: uuid("id"),
  siteId: uuid("site_id"),
  technicianId: uuid("technician_id"),
  status: text("status"),
});
const sites = pgTable("sites", {
  tenantId: uuid("tenant_id"),
  id: uuid("id"),
  lat: doublePrecision("lat"),
  lng: doublePrecision("lng"),
});

const wireFix = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  accuracy: z.number().nullish(),
  speed: z.number().nullish(),
  heading: z.number().nullish(),
  battery: z.number().nullish(),
  recorded_at: z.iso.datetime({ offset: true }).nullish(),
});

const db = drizzle(postgres(process.env.DATABASE_URL ?? "", { max: 12, onnotice: () => {} }));

/** Stores one fix of one technician; answers the status and body of the HTTP response. */
export async function naiveRecord(
  technicianId: string,
  raw: unknown,
): Promise<{ status: number; body: unknown }> {
  const parsed = wireFix.safeParse(raw);
  if (!parsed.success) return { status: 400, body: { error: parsed.error.issues } };
  const { latitude, longitude, accuracy, speed, heading, battery, recorded_at } = parsed.data;
  const receivedAt = new Date();
  const recordedAt = recorded_at ? new Date(recorded_at) : receivedAt;
  return db.transaction(async (tx) => {
    const [technician] = await tx.select().from(technicians).where(eq(technicians.id, technicianId));
    if (!technician) return { status: 404, body: { error: "not found" } };
    const place = { tenantId: technician.tenantId, technicianId, lat: latitude, lng: longitude };
    await tx.insert(fixes).values({
      ...place,
      id: crypto.randomUUID(),
      recordedAt,
      receivedAt,
      accuracyMeters: accuracy,
      speedMps: speed,
      headingDegrees: heading,
      batteryPercent: battery,
      source: "api",
      verdict: "good",
    });
    const moved = { lat: latitude, lng: longitude, accuracyMeters: accuracy, recordedAt, receivedAt };
    await tx
      .insert(positions)
      .values({ ...place, ...moved })
      .onConflictDoUpdate({ target: [positions.tenantId, positions.technicianId], set: moved });
    const open = await tx
      .select({ id: jobs.id, lat: sites.lat, lng: sites.lng })
      .from(jobs)
      .innerJoin(sites, and(eq(sites.tenantId, jobs.tenantId), eq(sites.id, jobs.siteId)))
      .where(
        and(
          sql`${jobs.tenantId} = ${technician.tenantId}`,
          eq(jobs.technicianId, technicianId),
          inArray(jobs.status, ["assigned", "en_route", "running"]),
        ),
      );
    const inside = open.filter(
      (job) => metersBetween(latitude, longitude, job.lat ?? 0, job.lng ?? 0) <= 100,
    );
    return { status: 201, body: { accepted: true, inside: inside.map((job) => job.id) } };
  });
}

function metersBetween(lat1: number, lng1: number, lat2: number, lng2: number): number {
  const rad = Math.PI / 180;
  const a =
    Math.sin(((lat2 - lat1) * rad) / 2) ** 2 +
    Math.cos(lat1 * rad) * Math.cos(lat2 * rad) * Math.sin(((lng2 - lng1) * rad) / 2) ** 2;
  return 12_742_000 * Math.asin(Math.sqrt(a));
}
