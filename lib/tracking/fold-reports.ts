import type { DeviceCounts, DeviceNote } from "./device-note";
import type { LastRequest } from "./last-request";
import type { DeviceStatus } from "./trackers/types";

/** What several requests of one device leave in its row. Times are epoch ms. */
export interface DeviceReport {
  readonly lastRequestAt: number;
  readonly lastFixAt: number | null;
  /** When the phone was in this state; null when nothing was said of it. */
  readonly statusAt: number | null;
  readonly status: DeviceStatus | null;
  readonly label: string | null;
  readonly counts: DeviceCounts;
  readonly lastRequest: LastRequest | null;
}

/** Folds notes of one device, in the order they came, into one write. */
export function foldReports(notes: readonly DeviceNote[]): DeviceReport | null {
  let report: DeviceReport | null = null;
  for (const note of notes) report = report === null ? reportOf(note) : merge(report, reportOf(note));
  return report;
}

/** A fix speaks of the phone as it was then: a backlog, newest first, must not bring back an old battery. */
function reportOf({ receivedAt, newestFixAt, status, label, counts, lastRequest }: DeviceNote): DeviceReport {
  return {
    lastRequestAt: receivedAt,
    lastFixAt: newestFixAt,
    statusAt: status === null ? null : (newestFixAt ?? receivedAt),
    status,
    label,
    counts,
    lastRequest,
  };
}

function merge(earlier: DeviceReport, later: DeviceReport): DeviceReport {
  const outdated =
    later.statusAt === null || (earlier.statusAt !== null && later.statusAt < earlier.statusAt);
  return {
    lastRequestAt: Math.max(earlier.lastRequestAt, later.lastRequestAt),
    lastFixAt: latest(earlier.lastFixAt, later.lastFixAt),
    statusAt: latest(earlier.statusAt, later.statusAt),
    status: outdated ? overlay(later.status, earlier.status) : overlay(earlier.status, later.status),
    label: later.label ?? earlier.label,
    counts: add(earlier.counts, later.counts),
    lastRequest: later.lastRequest ?? earlier.lastRequest,
  };
}

function latest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

/** What the newer one does not say is known from the older. */
function overlay(older: DeviceStatus | null, newer: DeviceStatus | null): DeviceStatus | null {
  if (older === null || newer === null) return newer ?? older;
  return {
    batteryPercent: newer.batteryPercent ?? older.batteryPercent,
    charging: newer.charging ?? older.charging,
    permission: newer.permission ?? older.permission,
    preciseLocation: newer.preciseLocation ?? older.preciseLocation,
    powerSaving: newer.powerSaving ?? older.powerSaving,
    batteryOptimised: newer.batteryOptimised ?? older.batteryOptimised,
  };
}

function add(a: DeviceCounts, b: DeviceCounts): DeviceCounts {
  return {
    stored: a.stored + b.stored,
    duplicates: a.duplicates + b.duplicates,
    quarantined: a.quarantined + b.quarantined,
    discarded: a.discarded + b.discarded,
    ignored: a.ignored + b.ignored,
    offShift: a.offShift + b.offShift,
  };
}
