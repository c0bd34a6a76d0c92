import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/db/transaction";
import { SILENT_AFTER_MS } from "@/lib/dispatch/silence";
import { type DeviceWire, deviceWire } from "../device-wire";
import { phonePageWire } from "../phone-page/phone-page-wire";
import type { SilentTechnician } from "../silence/silence-cause";
import { readDevicesInUse } from "./devices";
import { readPhonePages } from "./phone-pages";

interface SilentRow extends Record<string, unknown> {
  id: string;
  started_at: string;
  was_heard: boolean;
  has_account: boolean;
  is_signed_in: boolean;
}

/**
 * Technicians on shift of whom no position has come for too long, with all that can tell why. Silent as in
 * `isSilent` of the console.
 * @param technicianId only him; everybody when null
 */
export async function silentTechnicians(
  tx: Tx,
  tenantId: string,
  technicianId: string | null,
  now: Date,
): Promise<SilentTechnician[]> {
  const before = new Date(now.getTime() - SILENT_AFTER_MS).toISOString();
  const rows = await tx.execute<SilentRow>(sql`
    select t.id, s.started_at::text as started_at, coalesce(p.recorded_at >= s.started_at, false) as was_heard,
      exists (
        select from users u where u.tenant_id = t.tenant_id and u.technician_id = t.id and u.disabled_at is null) as has_account,
      exists (
        select from users u join sessions l on l.tenant_id = u.tenant_id and l.user_id = u.id
        where u.tenant_id = t.tenant_id and u.technician_id = t.id and u.disabled_at is null
          and l.revoked_at is null and l.expires_at > ${now.toISOString()}::timestamptz) as is_signed_in
    from shifts s
    join technicians t on t.tenant_id = s.tenant_id and t.id = s.technician_id
    left join positions p on p.tenant_id = t.tenant_id and p.technician_id = t.id
    where s.tenant_id = ${tenantId} and s.ended_at is null and t.status <> 'off_duty'
      and (${technicianId}::uuid is null or s.technician_id = ${technicianId}::uuid)
      and greatest(s.started_at, p.recorded_at) < ${before}::timestamptz
    order by t.id`);
  const ids = rows.map(({ id }) => id);
  const [pages, devices] = await Promise.all([
    readPhonePages(tx, tenantId, ids),
    readDevicesInUse(tx, tenantId, ids),
  ]);
  const devicesOf = new Map<string, DeviceWire[]>();
  for (const device of devices.map(deviceWire)) {
    devicesOf.set(device.technician_id, [...(devicesOf.get(device.technician_id) ?? []), device]);
  }
  return rows.map((row) => {
    const page = pages.get(row.id);
    return {
      technicianId: row.id,
      shiftStartedAt: new Date(row.started_at).toISOString(),
      wasHeard: row.was_heard,
      page: page ? phonePageWire(row.id, page) : null,
      devices: devicesOf.get(row.id) ?? [],
      hasAccount: row.has_account,
      isSignedIn: row.is_signed_in,
    };
  });
}
