import type { TransactionSql } from "postgres";
import { arrayLiteral } from "@/lib/db/array-literal";
import type { LastRequest } from "../last-request";
import type { TechnicianKey } from "../technician-key";
import { ownTime } from "../trackers/own-time";
import { withoutPlaces } from "../withhold-places";

/** What was said of a moment came after it, except that clocks of phones run ahead, milliseconds. */
const MARGIN_MS = 3_600_000;

/**
 * Takes places of untracked moments out of what a technician's devices said since a moment: of the last request only what
 * is no place stays, what was quarantined goes. Alarms stay: they are emergencies.
 * @param since epoch ms
 */
export async function eraseReports(
  client: TransactionSql,
  { tenantId, technicianId }: TechnicianKey,
  since: number,
  isTracked: (at: number) => boolean,
): Promise<void> {
  const from = new Date(since - MARGIN_MS).toISOString();
  const reports = await client<{ device_id: string; last_request: LastRequest }[]>`
    select r.device_id, r.last_request
    from device_reports r join devices d on d.tenant_id = r.tenant_id and d.id = r.device_id
    where r.tenant_id = ${tenantId} and d.technician_id = ${technicianId} and r.last_request is not null
      and r.last_request_at >= ${from}::timestamptz
    order by r.device_id for update of r`;
  for (const { device_id, last_request } of reports) {
    const { receivedAt, items } = last_request;
    const moments = [receivedAt, ...items.flatMap(({ at }) => ownTime(at) ?? [])];
    if (moments.every(isTracked)) continue;
    await client`
      update device_reports set last_request = ${JSON.stringify(withoutPlaces(last_request, isTracked))}::text::jsonb
      where tenant_id = ${tenantId} and device_id = ${device_id}`;
  }
  const quarantined = await client<{ id: string; received: number }[]>`
    select id, (extract(epoch from received_at) * 1000)::float8 as received from quarantine
    where tenant_id = ${tenantId} and technician_id = ${technicianId} and received_at >= ${from}::timestamptz`;
  const gone = quarantined.filter(({ received }) => !isTracked(received)).map(({ id }) => id);
  if (gone.length > 0)
    await client`delete from quarantine where tenant_id = ${tenantId} and id = any(${arrayLiteral(gone)}::text::uuid[])`;
}
