import { index, pgTable, primaryKey, smallint, uuid } from "drizzle-orm/pg-core";
import { moment, tenantId } from "./columns";

/**
 * Which squares of 0.01° (`lib/geo/cell.ts`) a technician has fixes in, hour by hour: what area searches find hours by
 * (LOC-14). Written with the fixes, a row only when he is new in a square in that hour.
 */
export const trackCells = pgTable(
  "track_cells",
  {
    tenantId: tenantId(),
    cellY: smallint().notNull(),
    cellX: smallint().notNull(),
    /** Beginning of the hour. */
    hour: moment().notNull(),
    technicianId: uuid().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.cellY, table.cellX, table.hour, table.technicianId] }),
    index("track_cells_by_hour").using("brin", table.hour),
  ],
);
