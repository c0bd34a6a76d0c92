import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { deviceReports, devices } from "@/drizzle/schema/devices";
import type { Tx } from "@/lib/db/transaction";

/** Time of creation and id of the last device of a page. */
export const deviceCursor = z.tuple([z.iso.datetime(), z.uuid()]);
export type DeviceCursor = z.infer<typeof deviceCursor>;

/** A device without its secrets, and what it said last. */
export interface DeviceRow {
  readonly device: Omit<typeof devices.$inferSelect, "tenantId" | "tokenHash" | "passphrase" | "createdBy">;
  readonly report: typeof deviceReports.$inferSelect;
}

const shown = {
  id: devices.id,
  technicianId: devices.technicianId,
  app: devices.app,
  label: devices.label,
  pushesWaypoints: devices.pushesWaypoints,
  createdAt: devices.createdAt,
  revokedAt: devices.revokedAt,
};

const rows = (tx: Tx) =>
  tx
    .select({ device: shown, report: deviceReports })
    .from(devices)
    .innerJoin(
      deviceReports,
      and(eq(deviceReports.tenantId, devices.tenantId), eq(deviceReports.deviceId, devices.id)),
    );

/** Devices of one technician, newest first, revoked ones included. */
export async function readDevices(
  tx: Tx,
  tenantId: string,
  technicianId: string,
  { after, limit }: { readonly after: DeviceCursor | null; readonly limit: number },
): Promise<DeviceRow[]> {
  return rows(tx)
    .where(
      and(
        eq(devices.tenantId, tenantId),
        eq(devices.technicianId, technicianId),
        after === null
          ? undefined
          : sql`(${devices.createdAt}, ${devices.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
      ),
    )
    .orderBy(desc(devices.createdAt), desc(devices.id))
    .limit(limit);
}

/** Devices of technicians that are not revoked. */
export async function readDevicesInUse(
  tx: Tx,
  tenantId: string,
  technicianIds: readonly string[],
): Promise<DeviceRow[]> {
  if (technicianIds.length === 0) return [];
  return rows(tx).where(
    and(
      eq(devices.tenantId, tenantId),
      inArray(devices.technicianId, [...technicianIds]),
      isNull(devices.revokedAt),
    ),
  );
}
