import { boolean, foreignKey, integer, pgTable, primaryKey, real, text, uuid } from "drizzle-orm/pg-core";
import type {
  FixRefusal,
  LocationPermission,
  PageState,
  WakeLockState,
} from "@/lib/tracking/phone-page/types";
import type { Verdict } from "@/lib/tracking/types";
import { moment, tenantId } from "./columns";
import { technicians } from "./technicians";

/**
 * What the phone page of a technician said of itself last (LOC-13): one row in his open shift, gone with its end. No places.
 * Narrow and half empty, because it is rewritten every minute.
 */
export const phonePages = pgTable(
  "phone_pages",
  {
    tenantId: tenantId(),
    technicianId: uuid().notNull(),
    /** The opened page and its report, so that one that was overtaken is known. */
    pageId: text().notNull(),
    number: integer().notNull(),
    heardAt: moment().notNull(),
    state: text().$type<PageState>().notNull(),
    stateSince: moment().notNull(),
    sharing: boolean().notNull(),
    permission: text().$type<LocationPermission>().notNull(),
    fixAt: moment(),
    waiting: integer().notNull(),
    refusal: text().$type<FixRefusal>(),
    verdict: text().$type<Verdict>(),
    wakeLock: text().$type<WakeLockState>().notNull(),
    batteryPercent: real(),
    charging: boolean(),
    clockAheadSeconds: integer().notNull(),
    outageFrom: moment(),
    outageUntil: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.technicianId] }),
    foreignKey({
      columns: [table.tenantId, table.technicianId],
      foreignColumns: [technicians.tenantId, technicians.id],
    }).onDelete("cascade"),
  ],
);
