import { and, asc, eq, gt, gte, ilike, inArray, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { events } from "@/drizzle/schema/events";
import { shifts, technicians } from "@/drizzle/schema/technicians";
import type { Tx } from "@/lib/db/transaction";
import type { TechnicianWire } from "@/lib/realtime/protocol";
import type { TechnicianStatus } from "./types";

const columns = {
  id: technicians.id,
  number: technicians.number,
  fullName: technicians.fullName,
  email: technicians.email,
  phone: technicians.phone,
  status: technicians.status,
  statusSince: technicians.statusSince,
  skills: technicians.skills,
  vehicleLabel: technicians.vehicleLabel,
  createdAt: technicians.createdAt,
  shiftStartedAt: shifts.startedAt,
};

const openShift = and(
  eq(shifts.tenantId, technicians.tenantId),
  eq(shifts.technicianId, technicians.id),
  isNull(shifts.endedAt),
);

async function select(tx: Tx, where: SQL | undefined, atMost?: number): Promise<TechnicianWire[]> {
  const query = tx
    .select(columns)
    .from(technicians)
    .leftJoin(shifts, openShift)
    .where(where)
    .orderBy(asc(technicians.number));
  const rows = await (atMost === undefined ? query : query.limit(atMost));
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    full_name: row.fullName,
    email: row.email,
    phone: row.phone,
    status: row.status,
    status_since: row.statusSince.toISOString(),
    skills: row.skills.map(({ name, level }) => ({ name, level })),
    vehicle_label: row.vehicleLabel,
    shift_started_at: row.shiftStartedAt?.toISOString() ?? null,
    created_at: row.createdAt.toISOString(),
  }));
}

/**
 * Technicians in wire form, by id; ids that do not exist in the tenant are missing.
 * @param technicianIds all of the tenant when left out
 */
export async function technicianWires(
  tx: Tx,
  tenantId: string,
  technicianIds?: readonly string[],
): Promise<Map<string, TechnicianWire>> {
  if (technicianIds?.length === 0) return new Map();
  const wires = await select(
    tx,
    and(
      eq(technicians.tenantId, tenantId),
      technicianIds === undefined ? undefined : inArray(technicians.id, [...technicianIds]),
    ),
  );
  return new Map(wires.map((wire) => [wire.id, wire]));
}

export interface TechnicianFilter {
  /** Only this one: what a technician may see of the list. */
  readonly technicianId?: string | null;
  readonly status?: readonly TechnicianStatus[];
  /** Part of a name, phone, e-mail address or vehicle. */
  readonly q?: string;
  /** Number of the last technician already seen. */
  readonly afterNumber?: number;
}

/** Technicians by number. */
export async function listTechnicians(
  tx: Tx,
  tenantId: string,
  filter: TechnicianFilter,
  atMost: number,
): Promise<TechnicianWire[]> {
  const pattern = filter.q === undefined ? undefined : `%${filter.q.replace(/[\\%_]/g, "\\$&")}%`;
  return select(
    tx,
    and(
      eq(technicians.tenantId, tenantId),
      filter.technicianId ? eq(technicians.id, filter.technicianId) : undefined,
      filter.status ? inArray(technicians.status, [...filter.status]) : undefined,
      filter.afterNumber === undefined ? undefined : gt(technicians.number, filter.afterNumber),
      pattern === undefined
        ? undefined
        : or(
            ilike(technicians.fullName, pattern),
            ilike(technicians.phone, pattern),
            ilike(technicians.email, pattern),
            ilike(technicians.vehicleLabel, pattern),
          ),
    ),
    atMost,
  );
}

/** Whether the tenant has this technician. */
export async function technicianExists(tx: Tx, tenantId: string, technicianId: string): Promise<boolean> {
  const rows = await tx
    .select({ one: sql`1` })
    .from(technicians)
    .where(and(eq(technicians.tenantId, tenantId), eq(technicians.id, technicianId)));
  return rows.length > 0;
}

/** Logged events of one technician that happened in [from, to), in the order they were logged. */
export async function timelineOf(
  tx: Tx,
  tenantId: string,
  technicianId: string,
  span: { readonly from: Date; readonly to: Date; readonly afterSeq: number },
  atMost: number,
) {
  return tx
    .select()
    .from(events)
    .where(
      and(
        eq(events.tenantId, tenantId),
        eq(events.technicianId, technicianId),
        gt(events.seq, span.afterSeq),
        gte(events.occurredAt, span.from),
        lt(events.occurredAt, span.to),
      ),
    )
    .orderBy(asc(events.seq))
    .limit(atMost);
}
