import type { Tone } from "@/components/ui/badge";
import type { JobUrgency } from "@/lib/dispatch/attention";
import type { JobStatus } from "@/lib/jobs/types";

const tones: Record<JobStatus, Tone> = {
  pending: "silent",
  assigned: "silent",
  en_route: "en_route",
  running: "on_job",
  on_hold: "at_risk",
  completed: "available",
  failed: "critical",
  cancelled: "silent",
};

/** The colour of a job: its state, or how urgent it is while nobody is there yet. */
export function jobTone(status: JobStatus, urgency: JobUrgency): Tone {
  if (urgency === "late") return "critical";
  if (urgency === "at_risk") return "at_risk";
  return tones[status];
}
