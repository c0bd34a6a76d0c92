import type { ArrivalWire } from "./arrival-wire";
import { estimateDrive, type Way } from "./eta";
import type { NextArrival } from "./next-arrivals";
import type { MeasuredTravel } from "./types";

const iso = (at: number): string => new Date(at).toISOString();

/** What there is to say about the arrival at one job. @param now epoch ms */
export function arrivalOf(
  { job, technicianId, onTheWay, departsAt }: NextArrival,
  way: Way | null,
  travel: MeasuredTravel,
  now: number,
): ArrivalWire {
  const nothing: ArrivalWire = {
    job_id: job.id,
    technician_id: technicianId,
    on_the_way: onTheWay,
    departs_at: null,
    seconds: null,
    interval_seconds: null,
    by: null,
    as_of: null,
    reason: null,
  };
  if (departsAt === "unknown") return { ...nothing, reason: "end_of_work_unknown" };
  const found = estimateDrive(way, travel, onTheWay, now);
  if ("gap" in found) return { ...nothing, reason: found.gap };
  const [fast, slow] = found.interval;
  return {
    ...nothing,
    departs_at: departsAt === null ? null : iso(departsAt),
    seconds: Math.round(found.seconds),
    interval_seconds: [Math.round(fast), Math.round(slow)],
    by: found.by,
    as_of: iso(found.asOf),
  };
}
