import { and, eq } from "drizzle-orm";
import { sites } from "@/drizzle/schema/jobs";
import { tenants } from "@/drizzle/schema/tenants";
import { fixes, positions } from "@/drizzle/schema/tracking";
import type { Work } from "@/lib/db/transaction";
import { evidenceOf } from "@/lib/geofence/edge-distance";
import { siteProfile } from "@/lib/geofence/site-profile";
import type { Evidence, FenceFix } from "@/lib/geofence/types";
import { newId } from "@/lib/id";
import type { OnSiteInput } from "../schema";
import type { JobRecord } from "./begin-move";

/** A stored position older than this says nothing about where somebody is, milliseconds. */
const FRESH_MS = 2 * 60_000;
/** What an unknown accuracy counts as (GEO-3), metres. */
const UNKNOWN_ACCURACY_METERS = 50;

/**
 * Where the technician was believed to be at a check-in or check-out by hand, measured against the site (GEO-10): what
 * his phone said with it, or else his position if it is fresh. Null when nothing is known.
 */
export async function onSiteEvidence(
  unit: Work,
  job: JobRecord,
  technicianId: string,
  input: OnSiteInput,
  at: Date,
): Promise<Evidence | null> {
  const fix = reported(input, at) ?? (await lastKnown(unit, technicianId, at));
  if (fix === null) return null;
  const { tx, tenantId } = unit;
  const [place] = await tx
    .select({ site: sites, tenant: tenants })
    .from(sites)
    .innerJoin(tenants, eq(tenants.id, sites.tenantId))
    .where(and(eq(sites.tenantId, tenantId), eq(sites.id, job.siteId)));
  if (!place) throw new Error(`site of job ${job.id} is missing`);
  const profile = siteProfile({
    center: { lat: place.site.lat, lng: place.site.lng },
    arrivalRadiusMeters: job.arrivalRadiusMeters ?? place.tenant.arrivalRadiusMeters,
    approachRadiusMeters: job.approachRadiusMeters ?? place.tenant.approachRadiusMeters,
    departureRadiusMeters: job.departureRadiusMeters,
    polygon: job.polygon,
  });
  return evidenceOf(fix, profile);
}

function reported(input: OnSiteInput, at: Date): FenceFix | null {
  if (input.latitude === undefined || input.longitude === undefined) return null;
  return {
    fixId: newId(at.getTime()),
    at: at.getTime(),
    point: { lat: input.latitude, lng: input.longitude },
    ...accuracy(input.accuracy ?? null),
    speedMps: null,
  };
}

async function lastKnown({ tx, tenantId }: Work, technicianId: string, at: Date): Promise<FenceFix | null> {
  const [row] = await tx
    .select({ position: positions, fixId: fixes.id })
    .from(positions)
    .leftJoin(
      fixes,
      and(
        eq(fixes.tenantId, positions.tenantId),
        eq(fixes.technicianId, positions.technicianId),
        eq(fixes.recordedAt, positions.recordedAt),
      ),
    )
    .where(and(eq(positions.tenantId, tenantId), eq(positions.technicianId, technicianId)))
    .limit(1);
  if (!row || Math.abs(at.getTime() - row.position.recordedAt.getTime()) > FRESH_MS) return null;
  const { position } = row;
  return {
    fixId: row.fixId ?? newId(),
    at: position.recordedAt.getTime(),
    point: { lat: position.lat, lng: position.lng },
    ...accuracy(position.accuracyMeters),
    speedMps: position.speedMps,
  };
}

/** Zero and negative mean unknown; one that was not sent does not count against the place (GEO-3). */
function accuracy(sent: number | null): Pick<FenceFix, "accuracyMeters" | "reportedAccuracyMeters"> {
  if (sent === null) return { accuracyMeters: 0, reportedAccuracyMeters: null };
  if (sent <= 0) return { accuracyMeters: UNKNOWN_ACCURACY_METERS, reportedAccuracyMeters: null };
  return { accuracyMeters: sent, reportedAccuracyMeters: sent };
}
