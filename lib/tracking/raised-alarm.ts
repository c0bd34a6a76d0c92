import type { LatLng } from "@/lib/geo/types";
import { isOnEarth } from "@/lib/geo/valid-point";
import type { TrackerAlarm, TrackerReading } from "./trackers/types";

/** An emergency that a tracker app raised, kept whatever became of the fix it came with. */
export interface RaisedAlarm {
  readonly alarm: TrackerAlarm;
  /** When it was raised as far as that is known, else when it came, epoch ms. */
  readonly at: number;
  readonly point: LatLng | null;
  readonly accuracyMeters: number | null;
}

/**
 * The alarm of a reading, null when it has none. Where the clock of the fix was wrong its place still counts.
 * @param receivedAt epoch ms
 */
export function raisedAlarm({ alarm, items }: TrackerReading, receivedAt: number): RaisedAlarm | null {
  if (alarm === null) return null;
  for (const item of items) {
    if (item.kind !== "fix" || item.fix.alarm !== alarm) continue;
    const { at, point, accuracyMeters } = item.fix;
    return { alarm, at, point, accuracyMeters };
  }
  for (const item of items) {
    if (item.kind !== "quarantined") continue;
    const { point, accuracyMeters } = item.understood;
    if (point !== null && isOnEarth(point)) return { alarm, at: receivedAt, point, accuracyMeters };
  }
  return { alarm, at: receivedAt, point: null, accuracyMeters: null };
}
