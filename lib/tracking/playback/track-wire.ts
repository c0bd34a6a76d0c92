import type { TripWire } from "../trip-shapes";

/** Metres per second, degrees, percent; null where the phone did not say. */
export interface TrackFixWire {
  recorded_at: string;
  latitude: number;
  longitude: number;
  speed: number | null;
  heading: number | null;
  battery: number | null;
}

/** Where he stood between two trips; `departed_at` null while he stands. */
export interface TrackStopWire {
  latitude: number;
  longitude: number;
  arrived_at: string;
  departed_at: string | null;
}

/** A stay at the site of a job; the place is the site's. */
export interface TrackVisitWire {
  visit_id: string;
  job_id: string;
  job_number: number;
  job_title: string;
  latitude: number;
  longitude: number;
  arrived_at: string;
  departed_at: string | null;
}

/** What is played back of a trip or of a time (LOC-9). */
export interface TrackWire {
  technician_id: string;
  technician_name: string;
  from: string;
  to: string;
  /** Null when a time was asked for. */
  trip: TripWire | null;
  /** Accepted fixes in time order, thinned where it cannot be seen. */
  fixes: TrackFixWire[];
  /** How many accepted fixes there are. */
  fixes_total: number;
  stops: TrackStopWire[];
  visits: TrackVisitWire[];
}
