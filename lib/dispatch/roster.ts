import type { LivePosition } from "@/lib/realtime/live-position";
import type { JobWire, TechnicianWire } from "@/lib/realtime/protocol";
import type { SilenceWire } from "@/lib/tracking/silence/silence-wire";
import { type ActivityId, currentJob, describeActivity, describeLead, type LeadId } from "./activity";
import type { ArrivalWire } from "./arrival-wire";
import { type Attention, attention } from "./attention";
import { type Phrase, samePhrase } from "./phrase";

/** Names of the colour tokens, without the dashes. */
export type StateColor = "available" | "en-route" | "on-job" | "at-risk" | "critical" | "silent";
export type RosterGroupId = "attention" | "working" | "available" | "off";

/** How a technician is drawn, on the map and in a row: the shape says the state, the colour repeats it. */
export interface MarkerLook {
  readonly shape: "circle" | "square" | "hollow";
  readonly color: StateColor;
  readonly ring: "late" | null;
}

export interface TechnicianView {
  readonly technician: TechnicianWire;
  readonly attention: Attention;
  readonly activity: Phrase<ActivityId>;
  readonly lead: Phrase<LeadId>;
  readonly group: RosterGroupId;
  readonly currentJobId: string | null;
  readonly marker: MarkerLook;
}

export interface Roster {
  readonly groups: readonly { readonly id: RosterGroupId; readonly technicianIds: readonly string[] }[];
  readonly counts: Readonly<
    Record<"all" | "attention" | "available" | "en_route" | "on_job" | "off", number>
  >;
}

/**
 * Everything a row or a marker says about one technician.
 * @param jobs of this technician
 * @param now epoch ms
 * @param arrival when he reaches his next job
 * @param silence why he is silent
 */
export function technicianView(
  technician: TechnicianWire,
  position: LivePosition | null,
  jobs: readonly JobWire[],
  now: number,
  arrival: ArrivalWire | null = null,
  silence: SilenceWire | null = null,
): TechnicianView {
  const concern = attention(technician, position, jobs, now, arrival, silence);
  return {
    technician,
    attention: concern,
    activity: describeActivity(technician, jobs),
    lead: describeLead(technician, position, jobs, now, arrival),
    group: groupOf(technician, concern),
    currentJobId: currentJob(jobs)?.id ?? null,
    marker: markerLook(technician, concern),
  };
}

/** Whether two views say the same, so that a row need not be drawn again. */
export function sameView(a: TechnicianView, b: TechnicianView): boolean {
  return (
    a.technician === b.technician &&
    a.group === b.group &&
    a.currentJobId === b.currentJobId &&
    a.attention.level === b.attention.level &&
    a.attention.late === b.attention.late &&
    a.attention.silent === b.attention.silent &&
    a.attention.cause === b.attention.cause &&
    samePhrase(a.attention.reason, b.attention.reason) &&
    samePhrase(a.activity, b.activity) &&
    samePhrase(a.lead, b.lead)
  );
}

/** Who needs attention first, then who works, who is free, who is off; within a group by urgency and name. */
export function rosterOf(views: readonly TechnicianView[]): Roster {
  const sorted = [...views].sort(byUrgency);
  const groups = groupOrder
    .map((id) => ({
      id,
      technicianIds: sorted.filter((view) => view.group === id).map((view) => view.technician.id),
    }))
    .filter((group) => group.technicianIds.length > 0);
  const count = (test: (view: TechnicianView) => boolean) => views.filter(test).length;
  return {
    groups,
    counts: {
      all: views.length,
      attention: count((view) => view.group === "attention"),
      available: count((view) => view.technician.status === "available"),
      en_route: count((view) => view.technician.status === "en_route"),
      on_job: count((view) => view.technician.status === "on_job"),
      off: count((view) => view.group === "off"),
    },
  };
}

/** Order of the panel; usable on its own for other lists. */
export function byUrgency(a: TechnicianView, b: TechnicianView): number {
  return (
    groupOrder.indexOf(a.group) - groupOrder.indexOf(b.group) ||
    reasonRank(a) - reasonRank(b) ||
    statusOrder.indexOf(a.technician.status) - statusOrder.indexOf(b.technician.status) ||
    a.technician.full_name.localeCompare(b.technician.full_name) ||
    a.technician.number - b.technician.number
  );
}

const groupOrder: readonly RosterGroupId[] = ["attention", "working", "available", "off"];
const reasonOrder = ["late", "silent", "never_heard", "will_be_late", "at_risk", "low_battery"] as const;
const statusOrder = ["en_route", "on_job", "available", "on_break", "offline", "off_duty"] as const;

function reasonRank(view: TechnicianView): number {
  const { reason } = view.attention;
  return reason === null ? reasonOrder.length : reasonOrder.indexOf(reason.id);
}

function groupOf(technician: TechnicianWire, concern: Attention): RosterGroupId {
  if (concern.level !== "none") return "attention";
  if (technician.status === "on_job" || technician.status === "en_route") return "working";
  return technician.status === "available" || technician.status === "on_break" ? "available" : "off";
}

function markerLook(technician: TechnicianWire, concern: Attention): MarkerLook {
  const ring = concern.late ? "late" : null;
  const hollow = concern.silent || technician.status === "offline" || technician.status === "off_duty";
  if (hollow) return { shape: "hollow", color: "silent", ring };
  if (technician.status === "on_job") return { shape: "square", color: "on-job", ring };
  if (technician.status === "en_route") return { shape: "circle", color: "en-route", ring };
  return { shape: "circle", color: technician.status === "available" ? "available" : "silent", ring };
}
