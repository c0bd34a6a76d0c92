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
] as const;
export type JobOutcome = (typeof jobOutcomes)[number];
