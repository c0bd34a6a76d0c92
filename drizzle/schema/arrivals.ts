import {
  boolean,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { arrivalGaps, waySources } from "@/lib/dispatch/types";
import { moment, tenantId } from "./columns";
import { jobs, sites } from "./jobs";
import { tenants } from "./tenants";

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

/**
 * Where more technicians are together than expected, as was said (GEO-9). Names people and a site, and no place of anybody: where
 * no site is, it is known by its people.
 */
export const clusters = pgTable(
  "clusters",
  {
    tenantId: tenantId().references(() => tenants.id),
    id: uuid().notNull(),
    siteId: uuid(),
    technicianIds: jsonb().$type<string[]>().notNull(),
    expected: integer().notNull(),
    since: moment().notNull(),
    /** Since when there are no longer more than expected; said after 2 min. */
    missedSince: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId, table.siteId], foreignColumns: [sites.tenantId, sites.id] }),
  ],
);
