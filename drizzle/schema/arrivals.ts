import {
  boolean,
  doublePrecision,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { arrivalGaps, waySources } from "@/lib/dispatch/types";
import { moment, tenantId } from "./columns";
import { jobs } from "./jobs";

/**
 * When each technician reaches his next job (GEO-8): state, not history, rewritten while he drives. Holds times and no places.
 * Narrow and half empty for that.
 */
export const arrivals = pgTable(
  "arrivals",
  {
    tenantId: tenantId(),
    jobId: uuid().notNull(),
    technicianId: uuid().notNull(),
    onTheWay: boolean().notNull(),
    departsAt: moment(),
    seconds: doublePrecision(),
    fastSeconds: doublePrecision(),
    slowSeconds: doublePrecision(),
    source: text({ enum: waySources }),
    asOf: moment(),
    gap: text({ enum: arrivalGaps }),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.jobId] }),
    foreignKey({ columns: [table.tenantId, table.jobId], foreignColumns: [jobs.tenantId, jobs.id] }).onDelete(
      "cascade",
    ),
    index("arrivals_by_technician").on(table.tenantId, table.technicianId),
  ],
);
