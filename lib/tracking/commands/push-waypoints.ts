import { sql } from "@/lib/db/client";
import { scopeToLookups } from "@/lib/db/scope";
import type { LatLng } from "@/lib/geo/types";
import { log } from "@/lib/log";
import type { FixResultWire } from "@/lib/realtime/protocol";
import type { KnownDevice } from "../queries/look-up-device";
import { sentWaypoints, waypointSites } from "../queries/waypoint-sites";
import type { TrackerItem } from "../trackers/types";
import { nearestSites, planWaypoints, setWaypoints } from "../trackers/waypoints";
import { OFF_SHIFT } from "../types";

const nothing: readonly object[] = [];

/**
 * `waypointsFor`, and nothing where that fails: the fixes are stored, and a phone that is answered otherwise would send them
 * for ever.
 */
export async function pushWaypoints(
  device: KnownDevice,
  items: readonly TrackerItem[],
  results: readonly FixResultWire[],
  now: number,
): Promise<readonly object[]> {
  try {
    return await waypointsFor(device, items, results, now);
  } catch (error) {
    log.warn({ error, deviceId: device.id }, "a phone was not told of job sites; its next fix tries again");
    return nothing;
  }
}

/**
 * What goes into the answer to a location of a device that is told of the nearest job sites (LOC-5): nothing unless they
 * changed since it was told last, or the app repeats itself, which it does when it has not seen an answer. Nothing off shift.
 *
 * Nothing either for a device with an encryption key. Its key is there to hide places from whoever carries the messages,
 * and an answer in clear would show them the very places; whether the apps open an encrypted one in HTTP mode is not
 * something we could try.
 * @param now epoch ms
 */
async function waypointsFor(
  device: KnownDevice,
  items: readonly TrackerItem[],
  results: readonly FixResultWire[],
  now: number,
): Promise<readonly object[]> {
  if (!device.pushesWaypoints || device.app !== "owntracks" || device.passphrase !== null) return nothing;
  const from = newestPlace(items);
  const last = results.at(-1);
  if (from === null || last === undefined || last.verdict === OFF_SHIFT) return nothing;
  const { tenantId, id: deviceId } = device;
  return sql().begin(async (client) => {
    await scopeToLookups(client, [tenantId]);
    const sites = await waypointSites(client, device, now);
    const before = await sentWaypoints(client, tenantId, deviceId);
    const wanted = nearestSites(sites, from);
    const plan = planWaypoints(before, wanted);
    const isAsked = last.duplicate && plan.sent.length > 0;
    if (!plan.isChanged && !isAsked) return nothing;
    await client`
      insert into device_waypoints (tenant_id, device_id, sent, sent_at)
      values (${tenantId}, ${deviceId}, ${JSON.stringify(plan.sent)}::text::jsonb, ${new Date(now).toISOString()}::timestamptz)
      on conflict (tenant_id, device_id) do update set sent = excluded.sent, sent_at = excluded.sent_at`;
    return [setWaypoints(plan, wanted)];
  });
}

function newestPlace(items: readonly TrackerItem[]): LatLng | null {
  let newest: { at: number; point: LatLng } | null = null;
  for (const item of items) {
    if (item.kind === "fix" && (newest === null || item.fix.at >= newest.at)) newest = item.fix;
  }
  return newest?.point ?? null;
}
