import { and, desc, eq, gte, sql } from "drizzle-orm";
import { z } from "zod";
import { devices, quarantine } from "@/drizzle/schema/devices";
import type { Tx } from "@/lib/db/transaction";
import type { TrackerApp } from "../types";

/** Time of receipt and id of the last entry of a page. */
export const quarantineCursor = z.tuple([z.iso.datetime(), z.uuid()]);
export type QuarantineCursor = z.infer<typeof quarantineCursor>;

export interface QuarantineFilter {
  readonly technicianId: string | undefined;
  readonly deviceId: string | undefined;
  /** Nothing that came before. */
  readonly since: Date;
  readonly after: QuarantineCursor | null;
  readonly limit: number;
}

/** An entry, and the app its device is set to. */
export type QuarantineRow = Omit<typeof quarantine.$inferSelect, "tenantId"> & { readonly app: TrackerApp };

/** What could not be used, newest first. */
export async function readQuarantine(
  tx: Tx,
  tenantId: string,
  { technicianId, deviceId, since, after, limit }: QuarantineFilter,
): Promise<QuarantineRow[]> {
  return tx
    .select({
      id: quarantine.id,
      deviceId: quarantine.deviceId,
      technicianId: quarantine.technicianId,
      receivedAt: quarantine.receivedAt,
      reason: quarantine.reason,
      count: quarantine.count,
      places: quarantine.places,
      request: quarantine.request,
      app: devices.app,
    })
    .from(quarantine)
    .innerJoin(devices, and(eq(devices.tenantId, quarantine.tenantId), eq(devices.id, quarantine.deviceId)))
    .where(
      and(
        eq(quarantine.tenantId, tenantId),
        gte(quarantine.receivedAt, since),
        technicianId === undefined ? undefined : eq(quarantine.technicianId, technicianId),
        deviceId === undefined ? undefined : eq(quarantine.deviceId, deviceId),
        after === null
          ? undefined
          : sql`(${quarantine.receivedAt}, ${quarantine.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
      ),
    )
    .orderBy(desc(quarantine.receivedAt), desc(quarantine.id))
    .limit(limit);
}

/** Whether the tenant has such a device. */
export async function deviceExists(tx: Tx, tenantId: string, deviceId: string): Promise<boolean> {
  const rows = await tx
    .select({ one: sql`1` })
    .from(devices)
    .where(and(eq(devices.tenantId, tenantId), eq(devices.id, deviceId)));
  return rows.length > 0;
}
