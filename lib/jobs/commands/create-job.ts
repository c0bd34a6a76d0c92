import { jobs } from "@/drizzle/schema/jobs";
import type { Identity } from "@/lib/auth/types";
import { inTenant } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/id";
import type { JobWire } from "@/lib/realtime/protocol";
import { technicianExists } from "@/lib/technicians/queries";
import { nextNumber } from "@/lib/tenants/commands/next-number";
import { actorOf } from "../actor";
import { pastReach } from "../past-reach";
import type { NewJob } from "../schema";
import { findOrCreateSite } from "./find-or-create-site";
import { recordChange } from "./record-change";
import { beginAssignment, foldAgain } from "./take-away";

/**
 * Creates a job, `assigned` when it names a technician and `pending` otherwise (DSP-1).
 * @throws AppError impossible when the tenant has no such technician
 */
export async function createJob(identity: Identity, input: NewJob, now: Date): Promise<JobWire> {
  return inTenant(identity.tenantId, async (unit) => {
    const { tx, tenantId } = unit;
    const technicianId = input.technician_id ?? null;
    const number = await nextNumber(unit, "job");
    if (technicianId !== null && !(await technicianExists(tx, tenantId, technicianId))) {
      throw new AppError("impossible", "technician_id names no technician of yours.", {
        field: "technician_id",
      });
    }
    const siteId = await findOrCreateSite(unit, {
      point: { lat: input.latitude, lng: input.longitude },
      address: input.address ?? null,
      name: input.site_name ?? null,
    });
    const id = newId(now.getTime());
    const status = technicianId === null ? "pending" : "assigned";
    await tx.insert(jobs).values({
      tenantId,
      id,
      number,
      title: input.title,
      type: input.type,
      priority: input.priority,
      status,
      siteId,
      customerName: input.customer_name ?? null,
      customerPhone: input.customer_phone ?? null,
      notes: input.notes ?? null,
      windowStart: input.window_start ?? null,
      windowEnd: input.window_end ?? null,
      slaDueAt: input.sla_due_at ?? null,
      estimatedDurationMinutes: input.estimated_duration_minutes ?? null,
      requiredSkills: input.required_skills,
      technicianId,
      arrivalRadiusMeters: input.geofence_radius_meters ?? null,
      approachRadiusMeters: input.geofence_approach_radius_meters ?? null,
      departureRadiusMeters: input.geofence_departure_radius_meters ?? null,
      polygon: input.geofence_polygon?.map((c) => ({ lat: c.latitude, lng: c.longitude })) ?? null,
      assignedAt: technicianId === null ? null : now,
      createdAt: now,
      updatedAt: now,
    });
    if (technicianId !== null) {
      await beginAssignment(unit, id, technicianId, now);
      const from = pastReach(
        { windowStart: input.window_start ?? null, windowEnd: input.window_end ?? null, assignedFrom: now },
        now,
      );
      if (from !== null) await foldAgain(unit, technicianId, from);
    }
    return recordChange(unit, {
      jobId: id,
      action: "create",
      fromStatus: null,
      toStatus: status,
      technicianId,
      actor: actorOf(identity),
      reason: null,
      occurredAt: now,
    });
  });
}
