import { sql } from "drizzle-orm";
import {
  doublePrecision,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { type FormerTrip, tripEnds, tripStatuses } from "@/lib/tracking/types";
import { moment, tenantId } from "./columns";
import { technicians } from "./technicians";

/** What a technician drove between two stops, derived from fixes (LOC-9). */
export const trips = pgTable(
  "trips",
  {
    tenantId: tenantId(),
    id: uuid().notNull(),
    technicianId: uuid().notNull(),
    startedAt: moment().notNull(),
    endedAt: moment(),
    status: text({ enum: tripStatuses }).notNull(),
    endedBy: text({ enum: tripEnds }),
    startLat: doublePrecision().notNull(),
    startLng: doublePrecision().notNull(),
    endLat: doublePrecision(),
    endLng: doublePrecision(),
    /** Null while it goes on. */
    distanceMeters: doublePrecision(),
    maxSpeedMps: doublePrecision(),
    /** What the trip said before late fixes corrected it (LOC-8). */
    changedFrom: jsonb().$type<FormerTrip>(),
    updatedAt: moment().notNull().default(sql`now()`),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({
      columns: [table.tenantId, table.technicianId],
      foreignColumns: [technicians.tenantId, technicians.id],
    }),
    uniqueIndex("trips_by_start").on(table.tenantId, table.technicianId, table.startedAt),
    index("trips_by_end").on(table.tenantId, table.technicianId, table.endedAt),
    uniqueIndex("trips_one_open").on(table.tenantId, table.technicianId).where(sql`ended_at is null`),
  ],
);
