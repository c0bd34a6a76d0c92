import { and, asc, desc, eq, gte, inArray, isNull, or } from "drizzle-orm";
import { visits } from "@/drizzle/schema/geofence";
import { jobAssignments, jobs, sites } from "@/drizzle/schema/jobs";
import { technicians } from "@/drizzle/schema/technicians";
import { tenants } from "@/drizzle/schema/tenants";
import type { Tx } from "@/lib/db/transaction";
import type { AssignmentRow } from "../candidate-job";
import type { StoredVisit } from "../reconcile-visits";
import type { CompanyRadii } from "../rehearsal/rehearsed-assignment";

/** Jobs of one site that are looked at, the newest. */
export const MOST_JOBS = 50;

export interface RehearsedJob {
  readonly id: string;
  readonly number: number;
  readonly title: string;
}

/** All assignments of one job to one technician, oldest first. */
export interface RehearsedHolder {
  readonly job: RehearsedJob;
  readonly technicianId: string;
  readonly technicianName: string;
  readonly rows: readonly [AssignmentRow, ...AssignmentRow[]];
}

export interface RehearsalMaterial {
  readonly jobs: readonly RehearsedJob[];
  readonly holders: readonly RehearsedHolder[];
  readonly company: CompanyRadii & { readonly cooldownSeconds: number };
}

/**
 * Who had the jobs whose fence is rehearsed, and by what they are judged now.
 * @param of one job, or all jobs of a site
 * @param from assignments that ended before this moment do not matter
 * @returns null when there is no such job or site
 */
export async function rehearsalMaterial(
  tx: Tx,
  tenantId: string,
  of: { readonly jobId: string } | { readonly siteId: string },
  from: Date,
): Promise<RehearsalMaterial | null> {
  const found = await tx
    .select({ id: jobs.id, number: jobs.number, title: jobs.title })
    .from(jobs)
    .where(
      and(eq(jobs.tenantId, tenantId), "jobId" in of ? eq(jobs.id, of.jobId) : eq(jobs.siteId, of.siteId)),
    )
    .orderBy(desc(jobs.number))
    .limit(MOST_JOBS);
  const [company] = await tx
    .select({
      arrivalRadiusMeters: tenants.arrivalRadiusMeters,
      approachRadiusMeters: tenants.approachRadiusMeters,
      cooldownSeconds: tenants.cooldownSeconds,
    })
    .from(tenants)
    .where(eq(tenants.id, tenantId));
  if (found.length === 0 || !company) return null;
  const rows = await tx
    .select({ assignment: jobAssignments, job: jobs, site: sites, technicianName: technicians.fullName })
    .from(jobAssignments)
    .innerJoin(jobs, and(eq(jobs.tenantId, jobAssignments.tenantId), eq(jobs.id, jobAssignments.jobId)))
    .innerJoin(sites, and(eq(sites.tenantId, jobs.tenantId), eq(sites.id, jobs.siteId)))
    .innerJoin(
      technicians,
      and(eq(technicians.tenantId, jobAssignments.tenantId), eq(technicians.id, jobAssignments.technicianId)),
    )
    .where(
      and(
        eq(jobAssignments.tenantId, tenantId),
        inArray(
          jobAssignments.jobId,
          found.map((job) => job.id),
        ),
      ),
    )
    .orderBy(asc(jobAssignments.fromAt), asc(jobAssignments.id));
  const holders = new Map<string, { -readonly [K in keyof RehearsedHolder]: RehearsedHolder[K] }>();
  for (const { assignment, job, site, technicianName } of rows) {
    const { technicianId } = assignment;
    const key = `${job.id}/${technicianId}`;
    const row: AssignmentRow = {
      jobId: job.id,
      fromAt: assignment.fromAt.getTime(),
      untilAt: assignment.untilAt?.getTime() ?? null,
      takenReason: assignment.takenReason,
      windowStart: job.windowStart?.getTime() ?? null,
      windowEnd: job.windowEnd?.getTime() ?? null,
      lat: site.lat,
      lng: site.lng,
      arrivalRadiusMeters: job.arrivalRadiusMeters ?? company.arrivalRadiusMeters,
      approachRadiusMeters: job.approachRadiusMeters ?? company.approachRadiusMeters,
      departureRadiusMeters: job.departureRadiusMeters,
      polygon: job.polygon,
    };
    const holder = holders.get(key);
    if (holder) holder.rows = [...holder.rows, row];
    else holders.set(key, { job, technicianId, technicianName, rows: [row] });
  }
  const recent = [...holders.values()].filter(({ rows }) =>
    rows.some(({ untilAt }) => untilAt === null || untilAt >= from.getTime()),
  );
  return { jobs: found, holders: recent, company };
}

/** Stored visits of one technician at one job that lie at or after a moment, oldest first. */
export async function visitsOfHolder(
  tx: Tx,
  tenantId: string,
  { job, technicianId }: RehearsedHolder,
  from: Date,
): Promise<StoredVisit[]> {
  const rows = await tx
    .select()
    .from(visits)
    .where(
      and(
        eq(visits.tenantId, tenantId),
        eq(visits.jobId, job.id),
        eq(visits.technicianId, technicianId),
        or(isNull(visits.departedAt), gte(visits.departedAt, from)),
      ),
    )
    .orderBy(asc(visits.arrivedAt), asc(visits.id));
  return rows.map((row) => ({
    id: row.id,
    jobId: row.jobId,
    arrivedAt: row.arrivedAt.getTime(),
    arrivedAfter: row.arrivedAfter?.getTime() ?? null,
    departedAt: row.departedAt?.getTime() ?? null,
    departedAfter: row.departedAfter?.getTime() ?? null,
  }));
}
