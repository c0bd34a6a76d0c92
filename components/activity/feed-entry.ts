import type { Tone } from "@/components/ui/badge";
import type { JobOutcome } from "@/lib/jobs/types";
import type { AnyEvent, ExplanationWire } from "@/lib/realtime/protocol";

export type FeedIcon =
  | "arrival"
  | "departure"
  | "travel"
  | "done"
  | "problem"
  | "hold"
  | "person"
  | "assignment"
  | "question";

/** What an event says to a person. `text` names a message under `map.events`. */
export interface FeedEntry {
  seq: number;
  at: string;
  icon: FeedIcon;
  tone: Tone;
  text:
    | "arrived"
    | "left"
    | "passed"
    | "passed_confirmed"
    | "passed_dismissed"
    | "assigned"
    | "unassigned"
    | "start_travel"
    | "start"
    | "hold"
    | "resume"
    | "complete"
    | "fail"
    | "cancel"
    | "decline_start"
    | "undo_start"
    | "undo_departure"
    | "window_at_risk"
    | "window_over"
    | "window_safe"
    | "together"
    | "apart"
    | "shift_started"
    | "shift_ended"
    | "on_break"
    | "back_from_break"
    | "offline";
  /** Who did it, or whom it is about; null when a machine did it (a phone or an import with a token). */
  name: string | null;
  technicianId: string | null;
  job: { id: string; number: number; title: string } | null;
  /** The decision of the fence that this tells of. */
  decisionId: string | null;
  outcome: JobOutcome | null;
  secondsOnSite: number | null;
  reason: string | null;
  explanation: ExplanationWire | null;
  /** How many it is about, where it is about several. */
  count: number | null;
}

const byChange: Partial<Record<string, { text: FeedEntry["text"]; icon: FeedIcon; tone: Tone }>> = {
  assign: { text: "assigned", icon: "assignment", tone: "en_route" },
  unassign: { text: "unassigned", icon: "assignment", tone: "at_risk" },
  start_travel: { text: "start_travel", icon: "travel", tone: "en_route" },
  start: { text: "start", icon: "arrival", tone: "on_job" },
  hold: { text: "hold", icon: "hold", tone: "at_risk" },
  resume: { text: "resume", icon: "travel", tone: "en_route" },
  complete: { text: "complete", icon: "done", tone: "available" },
  fail: { text: "fail", icon: "problem", tone: "critical" },
  cancel: { text: "cancel", icon: "problem", tone: "silent" },
  decline_start: { text: "decline_start", icon: "hold", tone: "at_risk" },
  undo_start: { text: "undo_start", icon: "hold", tone: "at_risk" },
  undo_departure: { text: "undo_departure", icon: "arrival", tone: "on_job" },
  passed_confirmed: { text: "passed_confirmed", icon: "arrival", tone: "on_job" },
  passed_dismissed: { text: "passed_dismissed", icon: "question", tone: "silent" },
  window_at_risk: { text: "window_at_risk", icon: "problem", tone: "at_risk" },
  window_safe: { text: "window_safe", icon: "done", tone: "available" },
};

const byFence = {
  enter: { text: "arrived", icon: "arrival", tone: "on_job" },
  exit: { text: "left", icon: "departure", tone: "en_route" },
  passed: { text: "passed", icon: "question", tone: "at_risk" },
} as const;

/** Nobody does these, and no other line says them. */
const ownNews: ReadonlySet<string> = new Set(["window_at_risk", "window_safe"]);

/**
 * The line an event gets in a feed; null for what another line already says (a job the arrival started, a status
 * that follows the work), for new jobs, for edits, for trips and for changed settings.
 */
export function feedEntry(event: AnyEvent): FeedEntry | null {
  const common = {
    seq: event.seq,
    at: event.occurred_at,
    outcome: null,
    secondsOnSite: null,
    reason: null,
    explanation: null,
    decisionId: null,
    count: null,
  };
  if (event.type === "geofence_event") {
    const { data } = event;
    return {
      ...common,
      ...byFence[data.event_type],
      name: data.technician_name,
      technicianId: data.technician_id,
      job: { id: data.job_id, number: data.job_number, title: data.job_title },
      decisionId: data.decision_id,
      outcome: data.job_outcome,
      secondsOnSite: data.time_on_site_seconds,
      explanation: data.explanation,
    };
  }
  if (event.type === "job_status") {
    const { data } = event;
    const look = byChange[data.change];
    if (!look || (data.actor === "fence" && !ownNews.has(data.change))) return null;
    return {
      ...common,
      ...look,
      text:
        data.job.window_risk?.cause === "window_over" && data.change === "window_at_risk"
          ? "window_over"
          : look.text,
      name: data.actor === "user" ? data.actor_name : null,
      technicianId: data.technician_id,
      job: { id: data.job_id, number: data.job.number, title: data.job.title },
      secondsOnSite: data.change === "complete" ? data.job.time_on_site_seconds : null,
      reason: data.reason,
    };
  }
  if (event.type === "cluster_changed") {
    const { status, technicians, site } = event.data;
    if (status === "changed") return null;
    const isNew = status === "exceeded";
    return {
      ...common,
      icon: "person",
      tone: isNew ? "at_risk" : "silent",
      text: isNew ? "together" : "apart",
      name: site?.name ?? null,
      technicianId: null,
      job: null,
      count: technicians.length,
    };
  }
  // A trip is a fact of the day, not news of the hour.
  if (event.type === "trip_update" || event.type === "settings_changed") return null;
  const text = shiftText(event.data.previous_status, event.data.status);
  if (!text) return null;
  return {
    ...common,
    icon: "person",
    tone: text === "offline" ? "at_risk" : "silent",
    text,
    name: event.data.technician_name,
    technicianId: event.data.technician_id,
    job: null,
  };
}

function shiftText(from: string | null, to: string): FeedEntry["text"] | null {
  // Somebody who has just been added has not ended anything.
  if (to === "off_duty") return from === null ? null : "shift_ended";
  if (to === "on_break" || to === "offline") return to;
  if (from === "off_duty") return "shift_started";
  return from === "on_break" ? "back_from_break" : null;
}
