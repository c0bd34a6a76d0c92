import type { TrackingHours } from "@/lib/tenants/tracking-hours";

/** What is kept of one technician in a span of time, and whether more is being kept now (LOC-12). */
export interface RecordedWire {
  tracking: {
    /** Whether a fix of this moment would be kept. */
    is_on: boolean;
    /** Start of the open shift; null off shift. */
    shift_started_at: string | null;
    /** The company's hours in which technicians are tracked outside of shifts too; null: in none. */
    hours: TrackingHours | null;
  };
  /** How long the company keeps fixes, days. */
  retention_days: number;
  /** Fixes from off shift that nobody can read, kept for at most 12 h in case the shift is started late. */
  sealed_fixes: number;
  /** Clock hours of the company's zone in which fixes were kept, oldest first. */
  hours: RecordedHourWire[];
  /** Visits that touch the span, oldest first. */
  visits: RecordedVisitWire[];
}

export interface RecordedHourWire {
  /** Start of the hour. */
  hour: string;
  count: number;
  first_at: string;
  last_at: string;
}

export interface RecordedVisitWire {
  id: string;
  job_number: number;
  job_title: string;
  arrived_at: string;
  departed_at: string | null;
}
