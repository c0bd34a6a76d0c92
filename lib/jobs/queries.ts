import { and, asc, desc, eq, gt, gte, ilike, inArray, isNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import { apiTokens, users } from "@/drizzle/schema/auth";
import { visits } from "@/drizzle/schema/geofence";
import { jobChanges, jobs, sites } from "@/drizzle/schema/jobs";
import { tenants } from "@/drizzle/schema/tenants";
import type { Tx } from "@/lib/db/transaction";
import type { BoundingBox } from "@/lib/geo/bounding-box";
import type { JobWire } from "@/lib/realtime/protocol";
import { type JobRow, jobWire } from "./job-wire";
import { openStatuses } from "./transitions";
import type { JobStatus } from "./types";
import type { WorkedJob } from "./work-book";

/** Finished jobs stay on the console this long, milliseconds: a working day and the evening after it. */
const RECENTLY_FINISHED_MS = 18 * 3_600_000;

/** Jobs with their site, their tenant's defaults and what their visits add up to, in one query. */
async function select(tx: Tx, where: SQL | undefined, atMost?: number): Promise<JobWire[]> {
  const stays = tx
    .select({
      // One row per job of the outer query, so that the planner asks the index instead of adding up every visit.
      onSite: sql<boolean>`coalesce(bool_or(${visits.departedAt} is null), false)`.as("on_site"),
      seconds:
        sql<number>`coalesce(floor(sum(greatest(0, extract(epoch from coalesce(${visits.departedAt}, now()) - ${visits.arrivedAt}))))::int, 0)`.as(
          "seconds",
        ),
    })
    .from(visits)
    .where(and(eq(visits.tenantId, jobs.tenantId), eq(visits.jobId, jobs.id)))
    .as("stays");
  const query = tx
    .select({
      job: jobs,
      site: sites,
      tenantArrivalRadiusMeters: tenants.arrivalRadiusMeters,
      tenantApproachRadiusMeters: tenants.approachRadiusMeters,
      onSite: stays.onSite,
      timeOnSiteSeconds: stays.seconds,
    })
    .from(jobs)
    .innerJoin(sites, and(eq(sites.tenantId, jobs.tenantId), eq(sites.id, jobs.siteId)))
    .innerJoin(tenants, eq(tenants.id, jobs.tenantId))
    .innerJoinLateral(stays, sql`true`)
    .where(where)
    .orderBy(desc(jobs.number));
  const rows: JobRow[] = await (atMost === undefined ? query : query.limit(atMost));
  return rows.map(jobWire);
}

/** Jobs in wire form, by id; ids that do not exist in the tenant are missing. */
export async function jobWires(
  tx: Tx,
  tenantId: string,
  jobIds: readonly string[],
): Promise<Map<string, JobWire>> {
  if (jobIds.length === 0) return new Map();
  const wires = await select(tx, and(eq(jobs.tenantId, tenantId), inArray(jobs.id, [...jobIds])));
  return new Map(wires.map((wire) => [wire.id, wire]));
}

/** Jobs with all that their wire form needs, except what their visits add up to. */
export async function jobRecords(tx: Tx, tenantId: string, jobIds: readonly string[]): Promise<WorkedJob[]> {
  return tx
    .select({
      job: jobs,
      site: sites,
      tenantArrivalRadiusMeters: tenants.arrivalRadiusMeters,
      tenantApproachRadiusMeters: tenants.approachRadiusMeters,
      startModes: { startMode: tenants.startMode, startModesByType: tenants.startModesByType },
    })
    .from(jobs)
    .innerJoin(sites, and(eq(sites.tenantId, jobs.tenantId), eq(sites.id, jobs.siteId)))
    .innerJoin(tenants, eq(tenants.id, jobs.tenantId))
    .where(and(eq(jobs.tenantId, tenantId), inArray(jobs.id, [...jobIds])));
}

/**
 * Open jobs whose site lies in a box, for `nearbyJobs` to measure.
 * @param technicianId only his; everybody's when null
 */
export async function openJobsIn(
  tx: Tx,
  tenantId: string,
  box: BoundingBox,
  technicianId: string | null,
): Promise<JobWire[]> {
  const east = lte(sites.lng, box.east);
  const west = gte(sites.lng, box.west);
  return select(
    tx,
    and(
      eq(jobs.tenantId, tenantId),
      inArray(jobs.status, [...openStatuses]),
      technicianId === null ? undefined : eq(jobs.technicianId, technicianId),
      gte(sites.lat, box.south),
      lte(sites.lat, box.north),
      box.west <= box.east ? and(east, west) : or(east, west),
    ),
  );
}

/** What a console shows: every open job, and those finished in the last 18 hours. */
export async function openConsoleJobs(
  tx: Tx,
  tenantId: string,
  now: Date,
  technicianId: string | null,
): Promise<JobWire[]> {
  const since = new Date(now.getTime() - RECENTLY_FINISHED_MS);
  return select(
    tx,
    and(
      eq(jobs.tenantId, tenantId),
      technicianId === null ? undefined : eq(jobs.technicianId, technicianId),
      or(
        inArray(jobs.status, [...openStatuses]),
        // The row was last written when it finished or later, and that is what the index knows.
        and(gt(jobs.updatedAt, since), gt(jobs.finishedAt, since)),
      ),
    ),
  );
}

export interface JobFilter {
  readonly technicianId?: string;
  readonly status?: readonly JobStatus[];
  /** Part of a title, address, site or customer name, or a job number. */
  readonly q?: string;
  /** Jobs whose window (without one: creation) touches [from, to). */
  readonly from?: Date;
  readonly to?: Date;
  /** Number of the last job already seen. */
  readonly beforeNumber?: number;
}

/** Jobs, newest number first. */
export async function listJobs(
  tx: Tx,
  tenantId: string,
  filter: JobFilter,
  atMost: number,
): Promise<JobWire[]> {
  const begins = sql`coalesce(${jobs.windowStart}, ${jobs.windowEnd}, ${jobs.createdAt})`;
  const ends = sql`coalesce(${jobs.windowEnd}, ${jobs.windowStart}, ${jobs.createdAt})`;
  return select(
    tx,
    and(
      eq(jobs.tenantId, tenantId),
      filter.technicianId === undefined ? undefined : eq(jobs.technicianId, filter.technicianId),
      filter.status ? inArray(jobs.status, [...filter.status]) : undefined,
      filter.q === undefined ? undefined : mentions(filter.q),
      filter.from ? gte(ends, sql`${filter.from.toISOString()}::timestamptz`) : undefined,
      filter.to ? lt(begins, sql`${filter.to.toISOString()}::timestamptz`) : undefined,
      filter.beforeNumber === undefined ? undefined : lt(jobs.number, filter.beforeNumber),
    ),
    atMost,
  );
}

function mentions(text: string): SQL | undefined {
  const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  const number = /^#?(\d{1,9})$/.exec(text)?.[1];
  return or(
    ilike(jobs.title, pattern),
    ilike(jobs.customerName, pattern),
    ilike(sites.address, pattern),
    ilike(sites.name, pattern),
    number === undefined ? undefined : eq(jobs.number, Number(number)),
  );
}

/** Every change of one job, oldest first, with the name of who made it. */
export async function jobHistory(tx: Tx, tenantId: string, jobId: string) {
  return tx
    .select({
      action: jobChanges.action,
      fromStatus: jobChanges.fromStatus,
      toStatus: jobChanges.toStatus,
      technicianId: jobChanges.technicianId,
      actor: jobChanges.actor,
      userName: users.fullName,
      tokenLabel: apiTokens.label,
      reason: jobChanges.reason,
      occurredAt: jobChanges.occurredAt,
      recordedAt: jobChanges.recordedAt,
    })
    .from(jobChanges)
    .leftJoin(users, and(eq(users.tenantId, jobChanges.tenantId), eq(users.id, jobChanges.actorId)))
    .leftJoin(
      apiTokens,
      and(eq(apiTokens.tenantId, jobChanges.tenantId), eq(apiTokens.id, jobChanges.actorId)),
    )
    .where(and(eq(jobChanges.tenantId, tenantId), eq(jobChanges.jobId, jobId)))
    .orderBy(asc(jobChanges.recordedAt), asc(jobChanges.id));
}

/** Number and title of the job a technician has running, other than `exceptJobId`; null when none runs. */
export async function otherRunningJob(tx: Tx, tenantId: string, technicianId: string, exceptJobId: string) {
  const rows = await tx
    .select({ id: jobs.id, number: jobs.number, title: jobs.title })
    .from(jobs)
    .where(and(eq(jobs.tenantId, tenantId), eq(jobs.technicianId, technicianId), eq(jobs.status, "running")));
  return rows.find((row) => row.id !== exceptJobId) ?? null;
}

/** The open visit of a technician at a job; null when he is not on site. */
export async function openVisit(tx: Tx, tenantId: string, technicianId: string, jobId: string) {
  const [row] = await tx
    .select()
    .from(visits)
    .where(
      and(
        eq(visits.tenantId, tenantId),
        eq(visits.technicianId, technicianId),
        eq(visits.jobId, jobId),
        isNull(visits.departedAt),
      ),
    );
  return row ?? null;
}
