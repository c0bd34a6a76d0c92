import { and, asc, eq, ne } from "drizzle-orm";
import { technicians } from "@/drizzle/schema/technicians";
import { positions } from "@/drizzle/schema/tracking";
import type { Tx } from "@/lib/db/transaction";
import type { LocationUpdateWire, PositionWire } from "@/lib/realtime/protocol";

/** A current position as clients get it. */
export function positionWire(row: typeof positions.$inferSelect): PositionWire {
  return {
    latitude: row.lat,
    longitude: row.lng,
    accuracy: row.accuracyMeters,
    speed: row.speedMps,
    heading: row.headingDegrees,
    battery: row.batteryPercent,
    recorded_at: row.recordedAt.toISOString(),
    received_at: row.receivedAt.toISOString(),
  };
}

export interface CurrentPosition {
  /** The technician's small number, which compact frames use. */
  readonly number: number;
  readonly position: PositionWire;
  readonly update: LocationUpdateWire;
}

/** Where one technician is now; null when nothing was ever heard. */
export async function currentPosition(
  tx: Tx,
  tenantId: string,
  technicianId: string,
): Promise<CurrentPosition | null> {
  return (await currentPositions(tx, tenantId, { technicianId }))[0] ?? null;
}

/**
 * Where the tenant's technicians are now (LOC-4), by number.
 * `activeOnly` leaves out who is off duty.
 */
export async function currentPositions(
  tx: Tx,
  tenantId: string,
  filter: { readonly activeOnly?: boolean; readonly technicianId?: string } = {},
): Promise<CurrentPosition[]> {
  const rows = await tx
    .select({ place: positions, technician: technicians })
    .from(positions)
    .innerJoin(
      technicians,
      and(eq(technicians.tenantId, positions.tenantId), eq(technicians.id, positions.technicianId)),
    )
    .where(
      and(
        eq(positions.tenantId, tenantId),
        filter.activeOnly ? ne(technicians.status, "off_duty") : undefined,
        filter.technicianId ? eq(positions.technicianId, filter.technicianId) : undefined,
      ),
    )
    .orderBy(asc(technicians.number));
  return rows.map(({ place, technician }) => {
    const position = positionWire(place);
    const { recorded_at, received_at: _, ...rest } = position;
    return {
      number: technician.number,
      position,
      update: {
        technician_id: technician.id,
        technician_name: technician.fullName,
        ...rest,
        last_update: recorded_at,
        status: technician.status,
      },
    };
  });
}
