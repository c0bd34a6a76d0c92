import type { LastRequest, UnderstoodItem } from "./last-request";
import type { DeviceRow } from "./queries/devices";
import type { MaskedRequest } from "./trackers/masked-request";
import type { DeviceStatus } from "./trackers/types";
import type { TrackerApp } from "./types";
import { understoodInEnglish } from "./understood-in-english";

/** A tracker device as the API gives it (LOC-5, LOC-13); null is unknown, or never. */
export interface DeviceWire {
  device_id: string;
  technician_id: string;
  app: TrackerApp;
  label: string | null;
  /** Whether it is told of the nearest job sites, as regions of the app. */
  push_waypoints: boolean;
  /** What the app calls itself. */
  reported_label: string | null;
  created_at: string;
  revoked_at: string | null;
  last_request_at: string | null;
  last_fix_at: string | null;
  /** Per cent. */
  battery: number | null;
  charging: boolean | null;
  facts: {
    permission: DeviceStatus["permission"];
    precise_location: boolean | null;
    power_saving: boolean | null;
    /** Whether the system may stop the app to save the battery. */
    battery_optimised: boolean | null;
  };
  /**
   * `discarded`: thrown away because the device is revoked; `ignored`: messages that are no fixes; `off_shift`: fixes from
   * outside of every shift, whose places were not kept.
   */
  counts: {
    stored: number;
    duplicates: number;
    quarantined: number;
    discarded: number;
    ignored: number;
    off_shift: number;
  };
  last_request: LastRequestWire | null;
}

export interface LastRequestWire {
  received_at: string;
  /** As it came, without secrets, cut where it was long; only its address when it was not kept. */
  request: string;
  /** The request was not kept, because it said where the technician was while he was not to be tracked (LOC-12). */
  withheld: boolean;
  understood: UnderstoodWire[];
  /** Things it said beyond those listed. */
  more: number;
  /** What became of its fixes. */
  verdicts: { verdict: string; reason: string | null; count: number }[];
}

export interface UnderstoodWire {
  kind: "fix" | "quarantined" | "ignored";
  /** Why it is no fix; of a fix, how its clock was repaired. */
  reason: string | null;
  /** The same in plain English. */
  sentence: string;
  recorded_at: string | null;
  latitude: number | null;
  longitude: number | null;
  /** Metres. */
  accuracy: number | null;
  /** m/s. */
  speed: number | null;
  count: number;
  /** Its place was not kept. */
  withheld: boolean;
}

export function deviceWire({ device, report }: DeviceRow): DeviceWire {
  const { stored, duplicates, quarantined, discarded, ignored, offShift, lastRequest } = report;
  return {
    device_id: device.id,
    technician_id: device.technicianId,
    app: device.app,
    label: device.label,
    push_waypoints: device.pushesWaypoints,
    reported_label: report.reportedLabel,
    created_at: device.createdAt.toISOString(),
    revoked_at: device.revokedAt?.toISOString() ?? null,
    last_request_at: report.lastRequestAt?.toISOString() ?? null,
    last_fix_at: report.lastFixAt?.toISOString() ?? null,
    battery: report.batteryPercent,
    charging: report.charging,
    facts: {
      permission: report.permission,
      precise_location: report.preciseLocation,
      power_saving: report.powerSaving,
      battery_optimised: report.batteryOptimised,
    },
    counts: { stored, duplicates, quarantined, discarded, ignored, off_shift: offShift },
    last_request: lastRequest === null ? null : lastRequestWire(lastRequest, device.app),
  };
}

function lastRequestWire(last: LastRequest, app: TrackerApp): LastRequestWire {
  return {
    received_at: new Date(last.receivedAt).toISOString(),
    request: requestText(last.request, app),
    withheld: last.withheld === true,
    understood: last.items.map(understoodWire),
    more: last.more,
    verdicts: last.verdicts.map(({ verdict, reason, count }) => ({ verdict, reason, count })),
  };
}

/** A masked request as people read one: its line, its type, its body. */
export function requestText(
  { method, query, contentType, body, cut }: MaskedRequest,
  app: TrackerApp,
): string {
  return [
    `${method} /api/ingest/${app}${query === "" ? "" : `?${query}`}`,
    ...(contentType === null ? [] : [`Content-Type: ${contentType}`]),
    ...(body === "" ? [] : ["", body]),
    ...(cut ? ["…"] : []),
  ].join("\n");
}

function understoodWire(item: UnderstoodItem): UnderstoodWire {
  return {
    kind: item.kind,
    reason: item.reason,
    sentence: understoodInEnglish(item),
    recorded_at: item.at === null ? null : new Date(item.at).toISOString(),
    latitude: item.point?.lat ?? null,
    longitude: item.point?.lng ?? null,
    accuracy: item.accuracyMeters,
    speed: item.speedMps,
    count: item.count,
    withheld: item.withheld === true,
  };
}
