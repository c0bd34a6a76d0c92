/** Kinds of change that are stored and numbered (RT-3). Positions are state and are not among them. */
export const eventTypes = [
  "geofence_event",
  "job_status",
  "technician_status",
  "trip_update",
  "settings_changed",
  "cluster_changed",
] as const;
export type EventType = (typeof eventTypes)[number];
