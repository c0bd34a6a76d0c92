import { foreignKey, pgTable, primaryKey, real, text, uuid } from "drizzle-orm/pg-core";
import type { SilenceCause, SilentSource } from "@/lib/tracking/silence/silence-wire";
import { moment, tenantId } from "./columns";
import { technicians } from "./technicians";

/** Why technicians on shift are silent (LOC-13): state, not history. Holds no places. */
export const silences = pgTable(
  "silences",
  {
    tenantId: tenantId(),
    technicianId: uuid().notNull(),
    source: text().$type<SilentSource>(),
    cause: text().$type<SilenceCause>().notNull(),
    since: moment(),
    batteryPercent: real(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.technicianId] }),
    foreignKey({
      columns: [table.tenantId, table.technicianId],
      foreignColumns: [technicians.tenantId, technicians.id],
    }).onDelete("cascade"),
  ],
);
