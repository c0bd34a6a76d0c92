import type { TripEnd } from "./motion";
import type { TripStatus } from "./types";

/** What a technician drove between two stops. Metres, m/s. */
export interface TripWire {
  trip_id: string;
  technician_id: string;
  status: TripStatus;
  started_at: string;
  ended_at: string | null;
  /** So far, while it goes on. */
  distance_meters: number | null;
  duration_seconds: number | null;
  max_speed_mps: number | null;
  mean_speed_mps: number | null;
  start: { latitude: number; longitude: number };
  end: { latitude: number; longitude: number } | null;
  /** `silence`: nothing was heard for half an hour, and it ends where it was heard last. */
  ended_by: TripEnd | null;
  changed_from?: { started_at: string; ended_at: string | null; distance_meters: number | null };
}

/** A trip began, ended, or turned out to be another one (LOC-9). Metres, m/s. */
export interface TripUpdateWire {
  trip_id: string;
  technician_id: string;
  technician_name: string;
  status: TripStatus;
  started_at: string;
  ended_at: string | null;
  distance_meters: number | null;
  duration_seconds: number | null;
  max_speed_mps: number | null;
  mean_speed_mps: number | null;
  /** Whether it says otherwise than what was told of the trip before. */
  corrected: boolean;
  occurred_at: string;
}
