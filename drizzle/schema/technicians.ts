import { sql } from "drizzle-orm";
import {
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { type Skill, technicianStatuses } from "@/lib/technicians/types";
import { createdAt, moment, tenantId } from "./columns";
import { tenants } from "./tenants";

export const technicians = pgTable(
  "technicians",
  {
    tenantId: tenantId().references(() => tenants.id),
    id: uuid().notNull(),
    number: integer().notNull(),
    fullName: text().notNull(),
    email: text(),
    phone: text(),
    status: text({ enum: technicianStatuses }).notNull().default("off_duty"),
    statusSince: moment().notNull().default(sql`now()`),
    skills: jsonb().$type<Skill[]>().notNull().default([]),
    vehicleLabel: text(),
    homeLat: doublePrecision(),
    homeLng: doublePrecision(),
    createdAt: createdAt(),
    updatedAt: moment().notNull().default(sql`now()`),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex("technicians_number_key").on(table.tenantId, table.number),
  ],
);

export const shifts = pgTable(
  "shifts",
  {
    tenantId: tenantId(),
    id: uuid().notNull(),
    technicianId: uuid().notNull(),
    startedAt: moment().notNull(),
    endedAt: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({
      columns: [table.tenantId, table.technicianId],
      foreignColumns: [technicians.tenantId, technicians.id],
    }),
    uniqueIndex("shifts_one_open").on(table.tenantId, table.technicianId).where(sql`ended_at is null`),
    index("shifts_by_start").on(table.tenantId, table.technicianId, table.startedAt),
    index("shifts_by_end").on(table.tenantId, table.technicianId, table.endedAt),
  ],
);
