import type { ArrivalWire } from "@/lib/dispatch/arrival-wire";
import type { JobStatus } from "@/lib/jobs/types";
import type { LiveState } from "@/lib/realtime/apply-event";
import type {
  AnyEvent,
  InitialStateWire,
  JobWire,
  PositionWire,
  TechnicianWire,
} from "@/lib/realtime/protocol";
import type { TenantWire } from "@/lib/tenants/tenant-wire";

/** Made-up rows in wire form for the tests of everything that stands on the live data. */
export const sampleTime = Date.UTC(2026, 10, 20, 8, 0, 0);
const iso = (at: number) => new Date(at).toISOString();

export const aTenant: TenantWire = {
  id: "tenant-1",
  name: "Island Fibre",
  time_zone: "Africa/Lagos",
  map: {
    style: "city",
    latitude: 6.2,
    longitude: 3.4,
    zoom: 14,
    city_seed: 7,
    tile_url: null,
    tile_attribution: null,
  },
};

export function aTechnician(id: string, over: Partial<TechnicianWire> = {}): TechnicianWire {
  return {
    id,
    number: 1,
    full_name: "Kemi Okafor",
    email: null,
    phone: null,
    status: "available",
    status_since: iso(sampleTime),
    skills: [],
    vehicle_label: null,
    shift_started_at: iso(sampleTime),
    created_at: iso(sampleTime),
    ...over,
  };
}

export function aJob(id: string, over: Partial<JobWire> = {}): JobWire {
  return {
    id,
    number: 1038,
    title: "Fibre install",
    type: "install",
    priority: "normal",
    status: "assigned",
    version: 1,
    technician_id: "technician-1",
    site_id: "site-1",
    site_name: null,
    latitude: 6.2,
    longitude: 3.4,
    address: null,
    customer_name: null,
    customer_phone: null,
    notes: null,
    window_start: null,
    window_end: null,
    sla_due_at: null,
    window_risk: null,
    estimated_duration_minutes: null,
    required_skills: [],
    geofence_radius_meters: 100,
    geofence_approach_radius_meters: 400,
    geofence_departure_radius_meters: 150,
    geofence_polygon: null,
    assigned_at: null,
    travel_started_at: null,
    arrived_at: null,
    departed_at: null,
    started_at: null,
    started_by: null,
    pending_start: null,
    undo_until: null,
    undo_departure_until: null,
    passed: [],
    finished_at: null,
    finish_reason: null,
    on_site: false,
    time_on_site_seconds: 0,
    created_at: iso(sampleTime),
    updated_at: iso(sampleTime),
    ...over,
  };
}

/** Somebody who is on the way to a job. */
export function anArrival(jobId: string, over: Partial<ArrivalWire> = {}): ArrivalWire {
  return {
    job_id: jobId,
    technician_id: "technician-1",
    on_the_way: true,
    departs_at: null,
    seconds: 600,
    interval_seconds: [420, 900],
    by: "straight_line",
    as_of: iso(sampleTime),
    reason: null,
    ...over,
  };
}

export function aPosition(over: Partial<PositionWire> = {}): PositionWire {
  return {
    latitude: 6.2,
    longitude: 3.4,
    accuracy: 8,
    speed: 0,
    heading: null,
    battery: 80,
    recorded_at: iso(sampleTime),
    received_at: iso(sampleTime),
    ...over,
  };
}

/** Event `seq` of a fixed made-up history: job changes, technician changes and arrivals among a few ids. */
export function anEvent(seq: number): AnyEvent {
  const at = iso(sampleTime + seq * 1000);
  const envelope = { seq, occurred_at: at, recorded_at: at };
  const technician_id = `technician-${seq % 4}`;
  if (seq % 11 === 5) {
    const technicians = [{ id: technician_id, name: "Kemi Okafor" }];
    const cluster = { cluster_id: `cluster-${seq % 2}`, site: null, technicians, expected: 1, since: at };
    const status = seq % 3 === 0 ? "dissolved" : "changed";
    return { ...envelope, type: "cluster_changed", data: { ...cluster, status, occurred_at: at } };
  }
  if (seq % 3 === 0) {
    const technician = aTechnician(technician_id, { number: 1 + (seq % 4), status_since: at });
    return {
      ...envelope,
      type: "technician_status",
      data: {
        technician_id,
        technician_name: technician.full_name,
        status: technician.status,
        previous_status: null,
        occurred_at: at,
        technician,
      },
    };
  }
  const job_id = `job-${seq % 5}`;
  if (seq % 7 === 0) {
    return {
      ...envelope,
      type: "geofence_event",
      data: {
        decision_id: `decision-${seq}`,
        event_type: "enter",
        technician_id,
        technician_name: "Kemi Okafor",
        job_id,
        job_number: 1038,
        job_title: "Fibre install",
        visit_id: `visit-${seq}`,
        distance_meters: 45,
        occurred_at: at,
        received_at: at,
        job_outcome: "started",
        time_on_site_seconds: null,
        explanation: {
          rule: "surely_inside",
          sentence: "",
          radius_meters: 100,
          departure_margin_meters: 50,
          evidence: [],
        },
      },
    };
  }
  const statuses: JobStatus[] = ["assigned", "en_route", "running", "completed"];
  const status = statuses[seq % 4] ?? "assigned";
  return {
    ...envelope,
    type: "job_status",
    data: {
      job_id,
      change: "edit",
      status,
      previous_status: null,
      technician_id,
      actor: "user",
      actor_name: null,
      reason: null,
      occurred_at: at,
      job: aJob(job_id, { status, version: seq, technician_id }),
    },
  };
}

/** The snapshot a server would send whose log ends where `state` ends. */
export function aSnapshot(state: LiveState): InitialStateWire {
  return {
    seq: state.seq,
    server_time: iso(sampleTime + state.seq * 1000),
    tenant: aTenant,
    technicians: [...state.technicians.values()],
    positions: {},
    jobs: [...state.jobs.values()],
    arrivals: [],
    silences: [],
    clusters: [...state.clusters.values()],
    recent_events: [...state.recent],
  };
}
