import { createHash } from "node:crypto";
import type { TransactionSql } from "postgres";
import type { LatLng } from "@/lib/geo/types";
import { siteProfile } from "@/lib/geofence/site-profile";
import { WINDOW_REACH_MS } from "@/lib/jobs/past-reach";
import { isTracked } from "../is-tracked";
import { keyOf, type TechnicianKey } from "../technician-key";
import type { SentWaypoint, WaypointSite } from "../trackers/waypoints";
import { readTrackingTimes } from "./tracking-times";

interface SiteRow {
  site_id: string;
  number: number;
  title: string;
  lat: number;
  lng: number;
  radius: number;
  polygon: LatLng[] | null;
}

const sitesText = `
  select distinct on (s.id) s.id as site_id, j.number, j.title, s.lat, s.lng, j.polygon,
    coalesce(j.arrival_radius_meters, c.arrival_radius_meters) as radius
  from jobs j
  join sites s on s.tenant_id = j.tenant_id and s.id = j.site_id
  join tenants c on c.id = j.tenant_id
  where j.tenant_id = $1 and j.technician_id = $2
    and j.status in ('pending', 'assigned', 'en_route', 'running', 'on_hold')
    and (j.window_start is null or j.window_start <= to_timestamp($3::float8 / 1000))
    and (j.window_end is null or j.window_end >= to_timestamp($4::float8 / 1000))
  order by s.id, j.number`;

/**
 * Sites of the open jobs of a technician at which he could arrive just now (GEO-4); none while he is not to be tracked. Of
 * several jobs at one site the first gives the name.
 * @param now epoch ms
 */
export async function waypointSites(
  client: TransactionSql,
  { tenantId, technicianId }: TechnicianKey,
  now: number,
): Promise<WaypointSite[]> {
  const span = { tenantId, technicianId, since: now };
  const times = (await readTrackingTimes(client, [span])).get(keyOf(span));
  if (times === undefined || !isTracked(times, now)) return [];
  const rows = await client.unsafe<SiteRow[]>(
    sitesText,
    [tenantId, technicianId, now + WINDOW_REACH_MS, now - WINDOW_REACH_MS],
    { prepare: true },
  );
  return rows.map(({ site_id: siteId, number, title, lat, lng, radius, polygon }) => {
    const point = { lat, lng };
    const { reachMeters } = siteProfile({
      center: point,
      arrivalRadiusMeters: radius,
      polygon: polygon ?? undefined,
    });
    const mark = createHash("sha256")
      .update(JSON.stringify([lat, lng, reachMeters]))
      .digest("base64url");
    return {
      siteId,
      name: `#${number} ${title}`,
      point,
      radiusMeters: reachMeters,
      mark: mark.slice(0, 12),
    };
  });
}

/** What a device was told of last; nothing when it never was. */
export async function sentWaypoints(
  client: TransactionSql,
  tenantId: string,
  deviceId: string,
): Promise<readonly SentWaypoint[]> {
  const [row] = await client<{ sent: SentWaypoint[] }[]>`
    select sent from device_waypoints where tenant_id = ${tenantId} and device_id = ${deviceId}`;
  return row?.sent ?? [];
}
