import type { visits } from "@/drizzle/schema/geofence";
import { timeOnSiteSeconds } from "./time-on-site";
import type { VisitWire } from "./visit-shapes";

/** A visit as the wire has it; an open one lasts until `now` (epoch ms). */
export function visitWire(row: typeof visits.$inferSelect, now: number): VisitWire {
  const arrivedAt = row.arrivedAt.toISOString();
  const departedAt = row.departedAt?.toISOString() ?? null;
  const stay = { arrivedAt: row.arrivedAt.getTime(), departedAt: row.departedAt?.getTime() ?? null };
  return {
    id: row.id,
    job_id: row.jobId,
    technician_id: row.technicianId,
    arrived_at: arrivedAt,
    departed_at: departedAt,
    arrived_between: [row.arrivedAfter?.toISOString() ?? null, arrivedAt],
    departed_between:
      departedAt === null ? null : [row.departedAfter?.toISOString() ?? departedAt, departedAt],
    seconds: timeOnSiteSeconds([stay], now),
    opened_by: row.openedBy,
    close_reason: row.closeReason,
    ...(row.changedFrom === null
      ? {}
      : {
          changed_from: {
            arrived_at: row.changedFrom.arrivedAt,
            departed_at: row.changedFrom.departedAt,
          },
        }),
  };
}
