import type { ArrivalGap, WaySource } from "./types";

/**
 * When a technician reaches his next job, as kept and as sent: what it counts from, so that whoever reads it can say the
 * time at any moment (`arrivalTimes`). Last value wins.
 */
export interface ArrivalWire {
  job_id: string;
  technician_id: string;
  /** Whether he drives there; else he is elsewhere and has not left. */
  on_the_way: boolean;
  /** Not before this he leaves, because another job runs; null: he could leave at once. */
  departs_at: string | null;
  /** Driving time, counted from `as_of` when he is on the way, from when he leaves otherwise; null: see `reason`. */
  seconds: number | null;
  /** Eight drives of ten take between so many seconds. */
  interval_seconds: [number, number] | null;
  by: WaySource | null;
  /** Time of the position it is made from. */
  as_of: string | null;
  reason: ArrivalGap | null;
}

/** What the socket says about arrivals: `all` replaces what was known. */
export interface ArrivalsWire {
  all: boolean;
  items: ArrivalWire[];
  /** Jobs that have no estimate any more. */
  gone: string[];
}

/** Why a job has no arrival to tell. */
export type NoArrivalReason =
  | ArrivalGap
  | "on_site"
  | "finished"
  | "no_technician"
  | "not_next_job"
  | "off_shift"
  | "not_known_yet";

/** `eta` of one job (GEO-8). */
export interface EtaWire {
  at: string | null;
  /** From now. */
  seconds: number | null;
  interval: [string, string] | null;
  by: WaySource | null;
  on_the_way: boolean;
  as_of: string | null;
  reason: NoArrivalReason | null;
}
