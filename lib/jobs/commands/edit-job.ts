import { and, eq } from "drizzle-orm";
import { jobs, sites } from "@/drizzle/schema/jobs";
import type { Identity } from "@/lib/auth/types";
import { inTenant, type Work } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import type { JobWire } from "@/lib/realtime/protocol";
import { actorOf } from "../actor";
import { pastReach } from "../past-reach";
import type { JobChangeInput } from "../schema";
import { terminalStatuses } from "../transitions";
import { type JobRecord, lockJob, refuse, requireVersion } from "./begin-move";
import { findOrCreateSite } from "./find-or-create-site";
import { recordChange } from "./record-change";
import { foldAgain } from "./take-away";

/** What decides where and when fixes count; a finished job keeps these as they were. */
const fenceFields = [
  "latitude",
  "longitude",
  "geofence_radius_meters",
  "geofence_approach_radius_meters",
  "geofence_departure_radius_meters",
  "geofence_polygon",
  "window_start",
  "window_end",
] as const satisfies readonly (keyof JobChangeInput)[];

/**
 * Edits what a job says; its state and its technician have calls of their own.
 * @throws AppError not_found, conflict with the current job (another version, or a finished job's fence), impossible
 */
export async function editJob(
  identity: Identity,
  jobId: string,
  change: JobChangeInput,
  now: Date,
): Promise<JobWire> {
  return inTenant(identity.tenantId, async (unit) => {
    const job = await lockJob(unit, identity, "jobs:write", jobId);
    await requireVersion(unit, job, change.version);
    const movesFence = fenceFields.some((field) => change[field] !== undefined);
    if (movesFence && terminalStatuses.includes(job.status)) {
      await refuse(
        unit,
        job,
        `Job ${job.number} is finished: its place, fence and window stay as they were.`,
      );
    }
    const windowStart = change.window_start === undefined ? job.windowStart : change.window_start;
    const windowEnd = change.window_end === undefined ? job.windowEnd : change.window_end;
    if (windowStart && windowEnd && windowEnd < windowStart) {
      throw new AppError("impossible", "window_end has to lie after window_start.", { field: "window_end" });
    }
    await unit.tx
      .update(jobs)
      .set({
        title: change.title,
        type: change.type,
        priority: change.priority,
        siteId: await siteAfter(unit, job, change),
        customerName: change.customer_name,
        customerPhone: change.customer_phone,
        notes: change.notes,
        windowStart,
        windowEnd,
        slaDueAt: change.sla_due_at,
        estimatedDurationMinutes: change.estimated_duration_minutes,
        requiredSkills: change.required_skills,
        arrivalRadiusMeters: change.geofence_radius_meters,
        approachRadiusMeters: change.geofence_approach_radius_meters,
        departureRadiusMeters: change.geofence_departure_radius_meters,
        polygon:
          change.geofence_polygon === undefined
            ? undefined
            : (change.geofence_polygon?.map((c) => ({ lat: c.latitude, lng: c.longitude })) ?? null),
      })
      .where(and(eq(jobs.tenantId, unit.tenantId), eq(jobs.id, jobId)));
    const reach = { windowStart, windowEnd, assignedFrom: job.assignedAt ?? now };
    const from = movesFence && job.technicianId !== null ? pastReach(reach, now) : null;
    if (from !== null && job.technicianId !== null) await foldAgain(unit, job.technicianId, from);
    return recordChange(unit, {
      jobId,
      action: "edit",
      fromStatus: job.status,
      toStatus: job.status,
      technicianId: job.technicianId,
      actor: actorOf(identity),
      reason: null,
      occurredAt: now,
    });
  });
}

/** A site may belong to several jobs: an edit leaves it alone and finds or makes the one it describes. */
async function siteAfter(unit: Work, job: JobRecord, change: JobChangeInput): Promise<string> {
  const same =
    change.latitude === undefined && change.address === undefined && change.site_name === undefined;
  if (same) return job.siteId;
  const [site] = await unit.tx
    .select()
    .from(sites)
    .where(and(eq(sites.tenantId, unit.tenantId), eq(sites.id, job.siteId)));
  if (!site) throw new Error(`site of job ${job.id} is missing`);
  return findOrCreateSite(unit, {
    point: { lat: change.latitude ?? site.lat, lng: change.longitude ?? site.lng },
    address: change.address === undefined ? site.address : change.address,
    name: change.site_name === undefined ? site.name : change.site_name,
  });
}
