import { sql } from "drizzle-orm";
import {
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { roles } from "@/lib/auth/types";
import { createdAt, moment, tenantId } from "./columns";
import { technicians } from "./technicians";

export const users = pgTable(
  "users",
  {
    tenantId: tenantId(),
    id: uuid().notNull(),
    /** Lower case; one account per address on the whole installation, because sign-in asks for nothing else. */
    email: text().notNull(),
    fullName: text().notNull(),
    role: text({ enum: roles }).notNull(),
    passwordHash: text(),
    technicianId: uuid(),
    disabledAt: moment(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex("users_email_key").on(table.email),
    index("users_by_technician").on(table.tenantId, table.technicianId).where(sql`technician_id is not null`),
    foreignKey({
      columns: [table.tenantId, table.technicianId],
      foreignColumns: [technicians.tenantId, technicians.id],
    }),
  ],
);

export const sessions = pgTable(
  "sessions",
  {
    tenantId: tenantId(),
    id: uuid().notNull(),
    userId: uuid().notNull(),
    createdAt: createdAt(),
    expiresAt: moment().notNull(),
    revokedAt: moment(),
    userAgent: text(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index("sessions_id").on(table.id),
    index("sessions_by_user").on(table.tenantId, table.userId),
    foreignKey({
      columns: [table.tenantId, table.userId],
      foreignColumns: [users.tenantId, users.id],
    }).onDelete("cascade"),
  ],
);

/** Failed sign-ins per address (hashed); knows nothing of tenants or whether the account exists. */
export const loginAttempts = pgTable("login_attempts", {
  emailHash: text().primaryKey(),
  failures: integer().notNull(),
  lockedUntil: moment(),
  updatedAt: moment().notNull(),
});

export const apiTokens = pgTable(
  "api_tokens",
  {
    tenantId: tenantId(),
    id: uuid().notNull(),
    label: text().notNull(),
    /** SHA-256 of the token, hex; the token itself is shown once. */
    hash: text().notNull(),
    role: text({ enum: roles }).notNull(),
    scopes: text().array().notNull(),
    technicianId: uuid(),
    createdBy: uuid(),
    createdAt: createdAt(),
    expiresAt: moment(),
    revokedAt: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex("api_tokens_hash_key").on(table.hash),
    foreignKey({
      columns: [table.tenantId, table.technicianId],
      foreignColumns: [technicians.tenantId, technicians.id],
    }),
    index("api_tokens_live").on(table.tenantId).where(sql`revoked_at is null`),
  ],
);
