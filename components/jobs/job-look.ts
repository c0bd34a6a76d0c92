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

/** The colour of a job, as on the map: its state, or that its promise is in danger while nobody is there yet. */
export function jobTone(status: JobStatus, urgency: JobUrgency): Tone {
  return urgency === "none" ? tones[status] : "at_risk";
}
