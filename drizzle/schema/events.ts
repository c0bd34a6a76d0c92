import { bigint, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { EventType } from "@/lib/realtime/types";
import { createdAt, moment, tenantId } from "./columns";

/** The tenant's log: numbered in commit order without gaps, written in the transaction of the change itself. */
export const events = pgTable(
  "events",
  {
    tenantId: tenantId(),
    seq: bigint({ mode: "number" }).notNull(),
    type: text().$type<EventType>().notNull(),
    /** Technician whose phone may see it too; consoles of the tenant see every event. */
    technicianId: uuid(),
    jobId: uuid(),
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    occurredAt: moment().notNull(),
    recordedAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.seq] }),
    index("events_by_job").on(table.tenantId, table.jobId, table.seq),
    index("events_by_technician").on(table.tenantId, table.technicianId, table.seq),
  ],
);
