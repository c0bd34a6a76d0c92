import type { jobs, sites } from "@/drizzle/schema/jobs";
import { siteProfile } from "@/lib/geofence/site-profile";
import type { JobWire } from "@/lib/realtime/protocol";
import { standingRisk } from "./standing-risk";
import { undoEnd } from "./start-mode";

export interface JobRow {
  readonly job: typeof jobs.$inferSelect;
  readonly site: typeof sites.$inferSelect;
  readonly tenantArrivalRadiusMeters: number;
  readonly tenantApproachRadiusMeters: number;
  readonly onSite: boolean;
  readonly timeOnSiteSeconds: number;
}

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

/** A job as the wire has it: with its site, the fence radii that really apply, and its time on site. */
export function jobWire(row: JobRow): JobWire {
  const { job, site } = row;
  const radius = job.arrivalRadiusMeters ?? row.tenantArrivalRadiusMeters;
  const profile = siteProfile({
    center: { lat: site.lat, lng: site.lng },
    arrivalRadiusMeters: radius,
    approachRadiusMeters: job.approachRadiusMeters ?? row.tenantApproachRadiusMeters,
    departureRadiusMeters: job.departureRadiusMeters,
    polygon: job.polygon,
  });
  const promised = {
    status: job.status,
    technician_id: job.technicianId,
    arrived_at: iso(job.arrivedAt),
    window_start: iso(job.windowStart),
    window_end: iso(job.windowEnd),
    sla_due_at: iso(job.slaDueAt),
  };
  const risk = standingRisk(job.windowRisk, promised);
  return {
    ...promised,
    id: job.id,
    number: job.number,
    title: job.title,
    type: job.type,
    priority: job.priority,
    version: job.version,
    site_id: site.id,
    site_name: site.name,
    latitude: site.lat,
    longitude: site.lng,
    address: site.address,
    customer_name: job.customerName,
    customer_phone: job.customerPhone,
    notes: job.notes,
    window_risk: risk && { since: risk.since, cause: risk.cause, late_seconds: risk.lateSeconds },
    estimated_duration_minutes: job.estimatedDurationMinutes,
    required_skills: job.requiredSkills,
    geofence_radius_meters: radius,
    geofence_approach_radius_meters: radius + profile.approachMarginMeters,
    geofence_departure_radius_meters: radius + profile.departureMarginMeters,
    geofence_polygon: job.polygon?.map(({ lat, lng }) => ({ latitude: lat, longitude: lng })) ?? null,
    assigned_at: iso(job.assignedAt),
    travel_started_at: iso(job.travelStartedAt),
    departed_at: iso(job.departedAt),
    started_at: iso(job.startedAt),
    started_by: job.startedAt === null ? null : job.startedByFence ? "fence" : "person",
    pending_start: job.pendingStart && {
      mode: job.pendingStart.mode,
      starts_at: job.pendingStart.startsAt,
      arrived_at: job.pendingStart.arrivedAt,
    },
    undo_until: job.fenceStart && undoEnd(job.fenceStart).toISOString(),
    undo_departure_until: job.fenceDeparture && undoEnd(job.fenceDeparture).toISOString(),
    passed: passedWires(job),
    finished_at: iso(job.finishedAt),
    finish_reason: job.finishReason,
    on_site: row.onSite,
    time_on_site_seconds: row.timeOnSiteSeconds,
    created_at: job.createdAt.toISOString(),
    updated_at: job.updatedAt.toISOString(),
  };
}

/** Questions about whoever has the job: nobody else is shown when somebody drove past. */
function passedWires({ passedQuestions, technicianId }: JobRow["job"]): JobWire["passed"] {
  return passedQuestions
    .filter((question) => question.technicianId === technicianId)
    .map(({ decisionId, technicianId: technician_id, between: [after, before] }) => ({
      decision_id: decisionId,
      technician_id,
      between: [after, before],
    }));
}
