import { requestText } from "./device-wire";
import type { QuarantineRow } from "./queries/quarantine";
import type { QuarantineReason } from "./trackers/types";
import type { TrackerApp } from "./types";
import { quarantinedInEnglish } from "./understood-in-english";

/** What one request said as locations and could not be used, for one reason (LOC-7). */
export interface QuarantineWire {
  quarantine_id: string;
  device_id: string;
  technician_id: string;
  app: TrackerApp;
  received_at: string;
  reason: QuarantineReason;
  /** The same in plain English. */
  sentence: string;
  /** How many things of the request share the reason. */
  count: number;
  /** What could be read of them, at most as many as are kept; places may lie off the earth, accuracy in metres. */
  understood: {
    recorded_at: string | null;
    latitude: number | null;
    longitude: number | null;
    accuracy: number | null;
  }[];
  /** As it came, without secrets, cut where it was long. */
  request: string;
}

export function quarantineWire({ app, ...row }: QuarantineRow): QuarantineWire {
  return {
    quarantine_id: row.id,
    device_id: row.deviceId,
    technician_id: row.technicianId,
    app,
    received_at: row.receivedAt.toISOString(),
    reason: row.reason,
    sentence: quarantinedInEnglish(row.reason),
    count: row.count,
    understood: row.places.map(({ at, point, accuracyMeters }) => ({
      recorded_at: momentOf(at),
      latitude: point?.lat ?? null,
      longitude: point?.lng ?? null,
      accuracy: accuracyMeters,
    })),
    request: requestText(row.request, app),
  };
}

/** A phone may claim a moment that no calendar has. */
function momentOf(at: number | null): string | null {
  if (at === null) return null;
  const moment = new Date(at);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}
