import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import type { StoredState } from "@/lib/tracking/stored-state";
import { fixSources, verdicts } from "@/lib/tracking/types";
import { moment, tenantId } from "./columns";
import { technicians } from "./technicians";

/**
 * Every fix with its verdict. Partitioned by day of `recorded_at` with a default partition (LOC-6).
 * The primary key is also the idempotence key (technician, time, place).
 */
export const fixes = pgTable(
  "fixes",
  {
    tenantId: tenantId(),
    technicianId: uuid().notNull(),
    recordedAt: moment().notNull(),
    lat: doublePrecision().notNull(),
    lng: doublePrecision().notNull(),
    id: uuid().notNull(),
    receivedAt: moment().notNull(),
    accuracyMeters: real(),
    speedMps: real(),
    headingDegrees: real(),
    altitudeMeters: real(),
    batteryPercent: real(),
    activity: text(),
    mock: boolean().notNull().default(false),
    jobId: uuid(),
    source: text({ enum: fixSources }).notNull(),
    verdict: text({ enum: verdicts }).notNull(),
    verdictReason: text(),
    /** What was said of it before other fixes showed better (LOC-7). */
    verdictBefore: text({ enum: verdicts }),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.technicianId, table.recordedAt, table.lat, table.lng] }),
    index("fixes_by_time").using("brin", table.recordedAt),
  ],
);

/** Ids that senders gave their fixes: a resend without a time is still recognised. */
export const fixReceipts = pgTable(
  "fix_receipts",
  {
    tenantId: tenantId(),
    technicianId: uuid().notNull(),
    clientId: text().notNull(),
    receivedAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.technicianId, table.clientId] }),
    index("fix_receipts_by_time").using("brin", table.receivedAt),
  ],
);

/** Current place of each technician. Narrow and half empty, because it is rewritten all day. */
export const positions = pgTable(
  "positions",
  {
    tenantId: tenantId(),
    technicianId: uuid().notNull(),
    lat: doublePrecision().notNull(),
    lng: doublePrecision().notNull(),
    accuracyMeters: real(),
    speedMps: real(),
    headingDegrees: real(),
    batteryPercent: real(),
    recordedAt: moment().notNull(),
    receivedAt: moment().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.technicianId] })],
);

/** What the pipeline remembers of a technician. Its row lock is the queue of his fixes. */
export const trackingStates = pgTable(
  "tracking_states",
  {
    tenantId: tenantId(),
    technicianId: uuid().notNull(),
    state: jsonb().$type<StoredState>().notNull(),
    /** Grows with every write; a rebuild computed outside the lock compares it before it writes. */
    version: integer().notNull().default(0),
    /** Fixes from here on have to be folded again; null when visits are up to date. */
    rebuildFrom: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.technicianId] }),
    foreignKey({
      columns: [table.tenantId, table.technicianId],
      foreignColumns: [technicians.tenantId, technicians.id],
    }).onDelete("cascade"),
    // A node from before states were packed must fail here instead of writing what nobody can read.
    check("tracking_states_packed", sql`not state ? 'newestAt'`),
  ],
);

/**
 * Grows whenever something changes that a technician's fixes are judged by (triggers, migration 0003): his assignments,
 * the fences and windows of his jobs, his name, his company's rules. Nodes keep those between fixes under this number.
 */
export const judgingVersions = pgTable(
  "judging_versions",
  {
    tenantId: tenantId(),
    technicianId: uuid().notNull(),
    version: bigint({ mode: "number" }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.technicianId] }),
    foreignKey({
      columns: [table.tenantId, table.technicianId],
      foreignColumns: [technicians.tenantId, technicians.id],
    }).onDelete("cascade"),
  ],
);

/** State just before the first fix of an hour, so that a rebuild starts close to what changed. */
export const trackingCheckpoints = pgTable(
  "tracking_checkpoints",
  {
    tenantId: tenantId(),
    technicianId: uuid().notNull(),
    at: moment().notNull(),
    state: jsonb().$type<StoredState>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.technicianId, table.at] }),
    check("tracking_checkpoints_packed", sql`not state ? 'newestAt'`),
  ],
);

/**
 * Fixes from outside of every shift, unreadable, for the hours in which a shift may still be started late (LOC-12). Nothing
 * reads them but the start of a shift that contains them.
 */
export const sealedFixes = pgTable(
  "sealed_fixes",
  {
    tenantId: tenantId(),
    technicianId: uuid().notNull(),
    /** Keyed hash of what makes it the same fix when it is sent again: nobody without the key can try places against it. */
    mark: text().notNull(),
    recordedAt: moment().notNull(),
    ciphertext: text().notNull(),
    expiresAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.technicianId, table.mark] }),
    index("sealed_fixes_by_expiry").on(table.expiresAt),
    foreignKey({
      columns: [table.tenantId, table.technicianId],
      foreignColumns: [technicians.tenantId, technicians.id],
    }).onDelete("cascade"),
  ],
);
