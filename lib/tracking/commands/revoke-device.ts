import { and, eq, sql } from "drizzle-orm";
import { devices } from "@/drizzle/schema/devices";
import { announceRevocation } from "@/lib/auth/announce-revocation";
import { inTenant } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";

/**
 * Revokes a device, at once and on every node; revoking it again changes nothing. Its app is answered as before for
 * 30 days, and what it sends is thrown away (LOC-5).
 * @throws AppError not_found when the technician has no such device
 */
export async function revokeDevice(
  tenantId: string,
  technicianId: string,
  deviceId: string,
  now: Date,
): Promise<void> {
  const revoked = await inTenant(tenantId, ({ tx }) =>
    tx
      .update(devices)
      .set({ revokedAt: sql`coalesce(${devices.revokedAt}, ${now.toISOString()}::timestamptz)` })
      .where(
        and(eq(devices.tenantId, tenantId), eq(devices.technicianId, technicianId), eq(devices.id, deviceId)),
      )
      .returning({ id: devices.id }),
  );
  if (revoked.length === 0) throw new AppError("not_found", "There is no such device.");
  await announceRevocation([deviceId]);
}
