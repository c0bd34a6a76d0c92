import { and, eq, sql } from "drizzle-orm";
import { sites } from "@/drizzle/schema/jobs";
import type { Work } from "@/lib/db/transaction";
import type { LatLng } from "@/lib/geo/types";
import { newId } from "@/lib/id";

export interface SiteInput {
  readonly point: LatLng;
  readonly address: string | null;
  readonly name: string | null;
}

/** The site at exactly this place with this address and name; made when there is none. */
export async function findOrCreateSite({ tx, tenantId }: Work, site: SiteInput): Promise<string> {
  const [known] = await tx
    .select({ id: sites.id })
    .from(sites)
    .where(
      and(
        eq(sites.tenantId, tenantId),
        eq(sites.lat, site.point.lat),
        eq(sites.lng, site.point.lng),
        sql`${sites.address} is not distinct from ${site.address}`,
        sql`${sites.name} is not distinct from ${site.name}`,
      ),
    )
    .limit(1);
  if (known) return known.id;
  const id = newId();
  await tx.insert(sites).values({
    tenantId,
    id,
    name: site.name,
    address: site.address,
    lat: site.point.lat,
    lng: site.point.lng,
  });
  return id;
}
