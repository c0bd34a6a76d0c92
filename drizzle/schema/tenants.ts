import {
  bigint,
  doublePrecision,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import type { MeasuredTravel } from "@/lib/dispatch/types";
import type { TrackingHours } from "@/lib/tenants/tracking-hours";
import { mapStyles, type StartMode, startModes } from "@/lib/tenants/types";
import { createdAt, tenantId } from "./columns";

export const tenants = pgTable("tenants", {
  id: uuid().primaryKey(),
  slug: text().notNull().unique(),
  name: text().notNull(),
  timeZone: text().notNull(),
  mapStyle: text({ enum: mapStyles }).notNull().default("outline"),
  mapLat: doublePrecision().notNull().default(20),
  mapLng: doublePrecision().notNull().default(0),
  mapZoom: integer().notNull().default(3),
  /** Seed of the made-up town of demo tenants; null elsewhere. */
  citySeed: integer(),
  arrivalRadiusMeters: integer().notNull().default(100),
  approachRadiusMeters: integer().notNull().default(500),
  cooldownSeconds: integer().notNull().default(300),
  /** What an arrival does to its job (GEO-2); exceptions by job type. */
  startMode: text({ enum: startModes }).notNull().default("automatic"),
  startModesByType: jsonb().$type<Record<string, StartMode>>().notNull().default({}),
  /** How many technicians may be at one place before it is said (GEO-9), where not more have a job. */
  expectedTogether: integer().notNull().default(1),
  fixRetentionDays: integer().notNull().default(60),
  /** Hours in which technicians are tracked outside of their shifts too (LOC-12); null: never. */
  trackingHours: jsonb().$type<TrackingHours>(),
  /** What the company's trips say about driving (GEO-8), measured every night; null until there are enough. */
  measuredTravel: jsonb().$type<MeasuredTravel>(),
  /** Grows with every change of the settings; whoever changes them says which one he saw. */
  settingsVersion: integer().notNull().default(1),
  createdAt: createdAt(),
});

/** One row per tenant; taken last in a transaction, so that event numbers follow commit order without gaps. */
export const eventCounters = pgTable("event_counters", {
  tenantId: tenantId().primaryKey(),
  lastSeq: bigint({ mode: "number" }).notNull().default(0),
});

/** Human numbers of jobs and technicians, counted per tenant. */
export const numberCounters = pgTable(
  "number_counters",
  {
    tenantId: tenantId(),
    kind: text({ enum: ["job", "technician"] }).notNull(),
    last: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.kind] })],
);
