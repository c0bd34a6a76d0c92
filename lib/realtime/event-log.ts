import { and, asc, desc, eq, gt, gte, inArray, lte, ne, type SQL } from "drizzle-orm";
import { events } from "@/drizzle/schema/events";
import { eventCounters } from "@/drizzle/schema/tenants";
import type { Tx } from "@/lib/db/transaction";
import type { AnyEvent } from "./protocol";
import type { EventType } from "./types";

export interface LogQuery {
  /** Events after this number. */
  readonly after: number;
  /** Up to and including this number. */
  readonly upTo?: number;
  readonly types?: readonly EventType[];
  /** Only what this technician may see; without it everything. */
  readonly technicianId?: string | null;
  readonly limit: number;
}

/** A logged event with the technician it concerns, for choosing its audience. */
export interface LoggedEvent {
  readonly event: AnyEvent;
  readonly technicianId: string | null;
}

/** Reads the log in number order (RT-3). */
export async function readLog(tx: Tx, tenantId: string, query: LogQuery): Promise<LoggedEvent[]> {
  const conditions: (SQL | undefined)[] = [
    eq(events.tenantId, tenantId),
    gt(events.seq, query.after),
    query.upTo === undefined ? undefined : lte(events.seq, query.upTo),
    query.types ? inArray(events.type, [...query.types]) : undefined,
    query.technicianId ? eq(events.technicianId, query.technicianId) : undefined,
  ];
  const rows = await tx
    .select()
    .from(events)
    .where(and(...conditions))
    .orderBy(asc(events.seq))
    .limit(query.limit);
  return rows.map(toLogged);
}

/** The newest events since a moment, oldest first, without trips: nobody reads those in a feed. */
export async function recentEvents(
  tx: Tx,
  tenantId: string,
  since: Date,
  limit: number,
  technicianId: string | null,
): Promise<AnyEvent[]> {
  const rows = await tx
    .select()
    .from(events)
    .where(
      and(
        eq(events.tenantId, tenantId),
        gte(events.recordedAt, since),
        ne(events.type, "trip_update"),
        technicianId ? eq(events.technicianId, technicianId) : undefined,
      ),
    )
    .orderBy(desc(events.seq))
    .limit(limit);
  return rows.reverse().map((row) => toLogged(row).event);
}

/** Number of the tenant's last committed event. */
export async function lastSeq(tx: Tx, tenantId: string): Promise<number> {
  const [row] = await tx
    .select({ lastSeq: eventCounters.lastSeq })
    .from(eventCounters)
    .where(eq(eventCounters.tenantId, tenantId));
  return row?.lastSeq ?? 0;
}

function toLogged(row: typeof events.$inferSelect): LoggedEvent {
  return {
    technicianId: row.technicianId,
    // The payload was typed when it was written; the log only carries it.
    event: {
      type: row.type,
      seq: row.seq,
      occurred_at: row.occurredAt.toISOString(),
      recorded_at: row.recordedAt.toISOString(),
      data: row.payload,
    } as unknown as AnyEvent,
  };
}
