import { sql } from "drizzle-orm";
import { db } from "@/lib/db/client";
import type { TrackerApp } from "../types";

/** A device as its token makes it known. */
export interface KnownDevice {
  readonly tenantId: string;
  readonly id: string;
  readonly technicianId: string;
  readonly app: TrackerApp;
  /** Key of OwnTracks' payload encryption, null when none was set. */
  readonly passphrase: string | null;
  /** Its answers may tell it of the nearest job sites. */
  readonly pushesWaypoints: boolean;
  /** Its requests are answered as before and thrown away. */
  readonly revoked: boolean;
}

/**
 * Whose a device token is; null when no device has it, or one that was revoked more than 30 days ago.
 * @param hash SHA-256 of the token, hex
 */
export async function lookUpDevice(hash: string): Promise<KnownDevice | null> {
  const rows = await db().execute<{ [column: string]: unknown } & KnownDevice>(sql`
    select tenant_id as "tenantId", id, technician_id as "technicianId", app, passphrase,
           pushes_waypoints as "pushesWaypoints", revoked_at is not null as revoked
    from lookup_device(${hash})`);
  return rows[0] ?? null;
}
