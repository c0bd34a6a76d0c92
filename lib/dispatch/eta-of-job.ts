import { awaitsArrival } from "@/lib/jobs/promised-arrival";
import { terminalStatuses } from "@/lib/jobs/transitions";
import type { JobWire } from "@/lib/realtime/protocol";
import { arrivalTimes } from "./arrival-times";
import type { ArrivalWire, EtaWire, NoArrivalReason } from "./arrival-wire";

/**
 * `eta` of a job: when it is reached, or why that is not said.
 * @param estimates of the technician who has the job
 * @param onShift whether he is on shift
 * @param now epoch ms
 */
export function etaOfJob(
  job: JobWire,
  estimates: readonly ArrivalWire[],
  onShift: boolean,
  now: number,
): EtaWire {
  const arrival = estimates.find(({ job_id }) => job_id === job.id) ?? null;
  const unknown = (reason: NoArrivalReason): EtaWire => ({
    at: null,
    seconds: null,
    interval: null,
    by: null,
    on_the_way: arrival?.on_the_way ?? false,
    as_of: null,
    reason,
  });
  if (terminalStatuses.includes(job.status)) return unknown("finished");
  if (job.technician_id === null) return unknown("no_technician");
  if (job.on_site || !awaitsArrival(job)) return unknown("on_site");
  if (!onShift) return unknown("off_shift");
  if (arrival === null) return unknown(estimates.length > 0 ? "not_next_job" : "not_known_yet");
  const times = arrivalTimes(arrival, now);
  if (times === null) return unknown(arrival.reason ?? "not_known_yet");
  const iso = (at: number) => new Date(Math.round(at)).toISOString();
  return {
    at: iso(times.at),
    seconds: Math.round((times.at - now) / 1000),
    interval: [iso(times.earliest), iso(times.latest)],
    by: arrival.by,
    on_the_way: arrival.on_the_way,
    as_of: arrival.as_of,
    reason: null,
  };
}
