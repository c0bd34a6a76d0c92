import type { JobWire, TechnicianWire } from "@/lib/realtime/protocol";

export interface AvailabilityWire {
  technician_id: string;
  status: TechnicianWire["status"];
  on_shift: boolean;
  shift_started_at: string | null;
  /** On shift with nothing running, and not on a break. */
  available_now: boolean;
  /** What the technician has to do in the span, in the order it is planned. */
  items: {
    job_id: string;
    number: number;
    title: string;
    status: JobWire["status"];
    starts_at: string | null;
    ends_at: string | null;
  }[];
  next_cursor: null;
}

/** Whether a technician could take more, as far as his shift, his status and his jobs tell. */
export function availability(technician: TechnicianWire, jobs: readonly JobWire[]): AvailabilityWire {
  const items = jobs
    .map((job) => ({
      job_id: job.id,
      number: job.number,
      title: job.title,
      status: job.status,
      starts_at: job.window_start,
      ends_at: job.window_end,
    }))
    .sort((a, b) => (a.starts_at ?? "9").localeCompare(b.starts_at ?? "9") || a.number - b.number);
  return {
    technician_id: technician.id,
    status: technician.status,
    on_shift: technician.shift_started_at !== null,
    shift_started_at: technician.shift_started_at,
    available_now: technician.shift_started_at !== null && technician.status === "available",
    items,
    next_cursor: null,
  };
}
