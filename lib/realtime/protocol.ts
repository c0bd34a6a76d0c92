/**
 * The wire between server and browsers, both ends (RT-2). Names and shapes are the public contract: snake_case,
 * ISO times with milliseconds, metres, metres per second, degrees.
 */
import type { ArrivalsWire, ArrivalWire } from "@/lib/dispatch/arrival-wire";
import type { ClusterChangedWire, ClusterWire } from "@/lib/dispatch/cluster-wire";
import type { GeofenceEventType } from "@/lib/geofence/types";
import type { JobOutcome, JobPriority, JobStatus, WindowRiskCause } from "@/lib/jobs/types";
import type { TechnicianStatus } from "@/lib/technicians/types";
import type { SettingsChangedWire } from "@/lib/tenants/settings-wire";
import type { TenantWire } from "@/lib/tenants/tenant-wire";
import type { SilencesWire, SilenceWire } from "@/lib/tracking/silence/silence-wire";
import type { TripUpdateWire } from "@/lib/tracking/trip-shapes";

export interface PositionWire {
  latitude: number;
  longitude: number;
  accuracy: number | null;
  speed: number | null;
  heading: number | null;
  battery: number | null;
  /** When the phone took the fix. */
  recorded_at: string;
  received_at: string;
}

export interface TechnicianWire {
  id: string;
  /** Small number, unique in the tenant; compact frames name technicians by it. */
  number: number;
  full_name: string;
  email: string | null;
  phone: string | null;
  status: TechnicianStatus;
  status_since: string;
  skills: { name: string; level: number | null }[];
  vehicle_label: string | null;
  /** Start of the open shift; null while off duty. */
  shift_started_at: string | null;
  created_at: string;
}

export interface JobWire {
  id: string;
  number: number;
  title: string;
  type: string;
  priority: JobPriority;
  status: JobStatus;
  version: number;
  technician_id: string | null;
  site_id: string;
  site_name: string | null;
  latitude: number;
  longitude: number;
  address: string | null;
  customer_name: string | null;
  customer_phone: string | null;
  notes: string | null;
  window_start: string | null;
  window_end: string | null;
  sla_due_at: string | null;
  /** Set while the promised arrival will be missed, by about `late_seconds` when that was noticed (GEO-8). */
  window_risk: { since: string; cause: WindowRiskCause; late_seconds: number } | null;
  estimated_duration_minutes: number | null;
  required_skills: string[];
  geofence_radius_meters: number;
  geofence_approach_radius_meters: number;
  geofence_departure_radius_meters: number;
  geofence_polygon: { latitude: number; longitude: number }[] | null;
  assigned_at: string | null;
  travel_started_at: string | null;
  arrived_at: string | null;
  departed_at: string | null;
  started_at: string | null;
  started_by: "fence" | "person" | null;
  /** A start that waits: for the clock (`timed`, at `starts_at`) or for an answer (`ask`). */
  pending_start: { mode: "timed" | "ask"; starts_at: string | null; arrived_at: string } | null;
  /** Until when the automatic start can be undone; null when there is none to undo. */
  undo_until: string | null;
  /** The same of a departure that the fence marked. */
  undo_departure_until: string | null;
  /** Drive-pasts that nobody has answered yet, oldest first: was that a visit? The stop lies between the two times. */
  passed: { decision_id: string; technician_id: string; between: [string, string] }[];
  finished_at: string | null;
  finish_reason: string | null;
  /** True while the technician is inside the fence (an open visit). */
  on_site: boolean;
  time_on_site_seconds: number;
  created_at: string;
  updated_at: string;
}

/** One fix that stood behind a decision. */
export interface EvidenceWire {
  fix_id: string;
  recorded_at: string;
  latitude: number;
  longitude: number;
  distance_meters: number;
  edge_meters: number;
  accuracy_meters: number | null;
  speed: number | null;
}

/** Why the fence decided what it decided, as stored (GEO-11). */
export interface ExplanationWire {
  rule: string;
  sentence: string;
  radius_meters: number | null;
  departure_margin_meters: number;
  evidence: EvidenceWire[];
}

export interface GeofenceEventWire {
  decision_id: string;
  event_type: GeofenceEventType;
  technician_id: string;
  technician_name: string;
  job_id: string;
  job_number: number;
  job_title: string;
  /** Null for a drive-past, which is no visit until somebody says so. */
  visit_id: string | null;
  distance_meters: number | null;
  occurred_at: string;
  received_at: string;
  /** Whether the arrival started the job, and if not, why not. */
  job_outcome: JobOutcome | null;
  time_on_site_seconds: number | null;
  /** Of a drive-past: the stop that there was time for lies between these two. */
  passed_between?: [string, string];
  explanation: ExplanationWire;
}

export interface JobStatusWire {
  job_id: string;
  /** What happened: a job action, `create`, `edit`, `visit` when only the visit of the job changed, `window_at_risk`, `window_safe`. */
  change: string;
  status: JobStatus;
  previous_status: JobStatus | null;
  technician_id: string | null;
  actor: "user" | "token" | "fence";
  actor_name: string | null;
  reason: string | null;
  occurred_at: string;
  /** Set when the change took an automatic start back: the decision it took back. */
  undone?: true;
  of?: string | null;
  /** The job after the change, whole. */
  job: JobWire;
}

export interface TechnicianStatusWire {
  technician_id: string;
  technician_name: string;
  status: TechnicianStatus;
  previous_status: TechnicianStatus | null;
  occurred_at: string;
  technician: TechnicianWire;
}

/** Every stored event arrives with its number and both its times. */
export interface EventEnvelope {
  seq: number;
  occurred_at: string;
  recorded_at: string;
}

export interface EventPayloads {
  geofence_event: GeofenceEventWire;
  job_status: JobStatusWire;
  technician_status: TechnicianStatusWire;
  trip_update: TripUpdateWire;
  settings_changed: SettingsChangedWire;
  cluster_changed: ClusterChangedWire;
}

export type AnyEvent = {
  [K in keyof EventPayloads]: EventEnvelope & { type: K; data: EventPayloads[K] };
}[keyof EventPayloads];

export interface LocationUpdateWire {
  technician_id: string;
  technician_name: string;
  latitude: number;
  longitude: number;
  accuracy: number | null;
  speed: number | null;
  heading: number | null;
  battery: number | null;
  /** When the phone took the fix. */
  last_update: string;
  status: TechnicianStatus;
}

/**
 * The folded form for our own page: `[number, lat × 1e5, lng × 1e5, epoch seconds, accuracy m, speed dm/s, heading °, battery %]`,
 * whole numbers, null where unknown; trailing nulls are cut. About 40 bytes a technician.
 */
export type CompactPosition = (number | null)[];

export interface ConnectedWire {
  connection_id: string;
  tenant_id: string;
  seq: number;
}

/** Everything a page needs to stand up, as of `seq`. */
export interface InitialStateWire {
  seq: number;
  server_time: string;
  tenant: TenantWire;
  technicians: TechnicianWire[];
  positions: Record<string, PositionWire>;
  jobs: JobWire[];
  arrivals: ArrivalWire[];
  /** Who on shift is silent, and why. */
  silences: SilenceWire[];
  /** Where more are together than expected; for consoles only. */
  clusters: ClusterWire[];
  /** The newest events of the day, oldest first, for the feed. */
  recent_events: AnyEvent[];
}

/**
 * Says: everything you may see after `from`, up to and including `to`, has been sent to you. A client whose last number
 * is below `from` has a gap and asks `events:since`, page by page until it has reached `to`.
 */
export interface SeqWire {
  from: number;
  to: number;
}

export type EventsSinceReply =
  | { ok: true; events: AnyEvent[]; seq: number }
  /** Too long away: take the `initial_state` that follows. */
  | { ok: false; resync: true };

export interface SocketError {
  code: string;
  message: string;
}

export interface ServerToClient {
  connected(message: ConnectedWire): void;
  initial_state(message: InitialStateWire): void;
  location_update(message: LocationUpdateWire | LocationUpdateWire[]): void;
  positions(message: CompactPosition[]): void;
  geofence_event(message: EventEnvelope & GeofenceEventWire): void;
  job_status(message: EventEnvelope & JobStatusWire): void;
  technician_status(message: EventEnvelope & TechnicianStatusWire): void;
  trip_update(message: EventEnvelope & TripUpdateWire): void;
  settings_changed(message: EventEnvelope & SettingsChangedWire): void;
  cluster_changed(message: EventEnvelope & ClusterChangedWire): void;
  /** When technicians reach their next jobs: state without a number, last value wins. */
  arrivals(message: ArrivalsWire): void;
  /** Why technicians are silent: state like arrivals. */
  silences(message: SilencesWire): void;
  seq(message: SeqWire): void;
  /** Too far behind for a replay: comes before `connected` and `initial_state`, which start over. */
  resync(message: { seq: number }): void;
  /** The session ended or the role changed; the page signs in again. */
  signed_out(message: { reason: string }): void;
  going_away(message: { retry_in_ms: number }): void;
  pong(message: { server_time: string }): void;
  error_message(message: SocketError): void;
}

export interface ClientToServer {
  "events:since"(
    request: unknown,
    reply: (answer: EventsSinceReply | { ok: false; error: SocketError }) => void,
  ): void;
  "location:push"(request: unknown, reply: (answer: LocationPushReply) => void): void;
  ping(): void;
}

export type LocationPushReply =
  | { ok: true; results: FixResultWire[] }
  | { ok: false; error: SocketError & { field?: string; retry_after_seconds?: number } };

/** What one fix caused (LOC-1). A refused fix of a batch has `error` instead of a verdict. */
export interface FixResultWire {
  accepted: boolean;
  duplicate: boolean;
  verdict: string | null;
  verdict_reason: string | null;
  geofence_event?: {
    event_type: GeofenceEventType;
    job_id: string;
    job_number: number;
    distance_meters: number | null;
    occurred_at: string;
    job_outcome: JobOutcome | null;
  };
  error?: SocketError & { field?: string };
}
