export const jobStatuses = [
  "pending",
  "assigned",
  "en_route",
  "running",
  "on_hold",
  "completed",
  "failed",
  "cancelled",
] as const;
export type JobStatus = (typeof jobStatuses)[number];

export const jobPriorities = ["low", "normal", "high", "urgent"] as const;
export type JobPriority = (typeof jobPriorities)[number];

/** What can be done to a job; each is one row of the transition table. */
export const jobActions = [
  "assign",
  "unassign",
  "start_travel",
  "start",
  "hold",
  "resume",
  "complete",
  "fail",
  "cancel",
] as const;
export type JobAction = (typeof jobActions)[number];

/** Who or what moved a job: a person, a machine with a token, or the fence. */
export const jobChangeActors = ["user", "token", "fence"] as const;
export type JobChangeActor = (typeof jobChangeActors)[number];

/** What an arrival did to its job, and if it did not start it, why not. */
export const jobOutcomes = [
  "started",
  "waiting_other_job_runs",
  "waiting_earlier_job_here",
  "already_running",
  "not_startable",
  /** The fix was more than 15 min old when we learned of it: the visit is booked, the job is not moved (LOC-8). */
  "too_old_to_start",
  /** Starts by itself in 30 s unless somebody cancels. */
  "starts_soon",
  /** Somebody is asked. */
  "asked",
  /** The company leaves starting to people. */
  "left_to_people",
  /** The technician (or a dispatcher) cancelled the start. */
  "declined",
  /** A person undid the start. */
  "undone",
  /** A person took the departure back: he was still there. */
  "departure_undone",
] as const;
export type JobOutcome = (typeof jobOutcomes)[number];

/** A start that waits for the clock or for an answer, as stored with the job. Times are ISO. */
export interface PendingStart {
  readonly mode: "timed" | "ask";
  /** When it starts by itself; null when it waits for an answer. */
  readonly startsAt: string | null;
  /** When the technician came: the time of the fix. */
  readonly arrivedAt: string;
}

/** A drive-past that somebody is asked about (GEO-3). Times are ISO. */
export interface PassedQuestion {
  readonly decisionId: string;
  /** Who drove past; the job may be somebody else's by now. */
  readonly technicianId: string;
  /** The stop that there was time for lies between these two. */
  readonly between: readonly [string, string];
}

/** A departure that the fence marked and that can be taken back. Times are ISO. */
export interface FenceDepartureMemory {
  readonly departedAt: string;
  /** When it became known, which may be later. */
  readonly madeAt: string;
}

/** What an automatic start has to be taken back to. Times are ISO. */
export interface FenceStartMemory {
  readonly fromStatus: "assigned" | "en_route";
  readonly startedAt: string | null;
  /** When the start was made, which may be later than the arrival it is dated to. */
  readonly madeAt: string;
}

/** Why a promised window will be missed. */
export const windowRiskCauses = ["arrives_late", "window_over"] as const;
export type WindowRiskCause = (typeof windowRiskCauses)[number];

/** A warning that stands, as stored with the job. Times are ISO. */
export interface WindowRisk {
  readonly since: string;
  /** Of whom it was said: a warning about somebody who no longer has the job stands for nothing. */
  readonly technicianId: string;
  /** What it will miss: the end of the window, or the SLA. */
  readonly deadline: string;
  readonly cause: WindowRiskCause;
  /** By how much it would be missed when the warning was given. */
  readonly lateSeconds: number;
}
