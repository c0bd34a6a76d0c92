import { currentJob, nextJob } from "./activity";
import type { PlannedJob } from "./planned-job";

/** The job a technician comes to next, and when he can leave for it. */
export interface NextArrival {
  readonly job: PlannedJob;
  readonly technicianId: string;
  readonly onTheWay: boolean;
  /** Epoch ms at which the job that runs should be done; null: nothing holds him; "unknown": nobody said how long it takes. */
  readonly departsAt: number | null | "unknown";
}

/**
 * Where each technician goes next: the job he drives to, else the next planned one, after the one he is at.
 * @param jobs of the company; those of technicians who are not on shift are left out
 */
export function nextArrivals(jobs: readonly PlannedJob[], onShift: ReadonlySet<string>): NextArrival[] {
  const byTechnician = new Map<string, PlannedJob[]>();
  for (const job of jobs) {
    const technicianId = job.technician_id;
    if (technicianId === null || !onShift.has(technicianId)) continue;
    const own = byTechnician.get(technicianId);
    if (own) own.push(job);
    else byTechnician.set(technicianId, [job]);
  }
  return [...byTechnician].flatMap(([technicianId, own]): NextArrival[] => {
    const current = currentJob(own);
    if (current?.status === "en_route" && !current.on_site) {
      return [{ job: current, technicianId, onTheWay: true, departsAt: null }];
    }
    const next = nextJob(own);
    return next === null ? [] : [{ job: next, technicianId, onTheWay: false, departsAt: endOf(current) }];
  });
}

function endOf(current: PlannedJob | null): number | null | "unknown" {
  if (current === null) return null;
  const since = current.started_at ?? current.arrived_at;
  const minutes = current.estimated_duration_minutes;
  return since === null || minutes === null ? "unknown" : Date.parse(since) + minutes * 60_000;
}
