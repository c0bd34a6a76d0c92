import type { FixResultWire } from "@/lib/realtime/protocol";
import { type LastRequest, lastRequestOf, numberOf, type UnderstoodPlace } from "./last-request";
import { type RaisedAlarm, raisedAlarm } from "./raised-alarm";
import { maskSecrets } from "./trackers/mask-token";
import type { MaskedRequest } from "./trackers/masked-request";
import { ownTime } from "./trackers/own-time";
import type { DeviceStatus, QuarantineReason, TrackerItem, TrackerReading } from "./trackers/types";
import { OFF_SHIFT } from "./types";

/** What of one request is quarantined for one reason. */
export interface QuarantineEntry {
  readonly reason: QuarantineReason;
  readonly count: number;
  readonly places: readonly UnderstoodPlace[];
}

export interface DeviceCounts {
  /** Fixes that were new. */
  readonly stored: number;
  /** Fixes that were there already. */
  readonly duplicates: number;
  /** Meant as fixes and kept for diagnosis only. */
  readonly quarantined: number;
  /** Thrown away on purpose: the device is revoked. */
  readonly discarded: number;
  /** Messages that are no fixes. */
  readonly ignored: number;
  /** Fixes from outside of every shift. */
  readonly offShift: number;
}

/** What one request leaves behind besides its fixes. */
export interface DeviceNote {
  /** Epoch ms. */
  readonly receivedAt: number;
  /** Moments of which something is kept, epoch ms: own times of fixes, and of all else the receipt. */
  readonly moments: readonly number[];
  /** Time of the newest fix, epoch ms; null for none. */
  readonly newestFixAt: number | null;
  /** What the app calls itself. */
  readonly label: string | null;
  /** Null when nothing may be kept of what was said. */
  readonly status: DeviceStatus | null;
  readonly counts: DeviceCounts;
  readonly lastRequest: LastRequest | null;
  readonly quarantine: readonly QuarantineEntry[];
  readonly alarm: RaisedAlarm | null;
}

/**
 * Notes what became of a request (LOC-5, LOC-13).
 * @param results what each fix of the reading caused
 * @param sent the request without secrets, and the secrets: they may stand in what the device calls itself
 * @param receivedAt epoch ms
 */
export function noteOf(
  reading: TrackerReading,
  results: readonly FixResultWire[],
  sent: { readonly request: MaskedRequest; readonly secrets: readonly string[] },
  receivedAt: number,
): DeviceNote {
  const { items, label, status } = reading;
  const duplicates = results.filter(({ duplicate }) => duplicate).length;
  const offShift = results.filter(({ verdict }) => verdict === OFF_SHIFT).length;
  return {
    receivedAt,
    moments: momentsOf(items, receivedAt),
    newestFixAt: newestOf(items),
    label: label === null ? null : maskSecrets(label, sent.secrets),
    status,
    counts: {
      stored: results.length - duplicates - offShift,
      duplicates,
      quarantined: countOf(items, "quarantined"),
      discarded: 0,
      ignored: countOf(items, "ignored"),
      offShift,
    },
    lastRequest: lastRequestOf(items, results, sent.request, receivedAt),
    quarantine: quarantineOf(items),
    alarm: raisedAlarm(reading, receivedAt),
  };
}

/**
 * The note of a request of a revoked device: that it came and how much was thrown away, nothing of what it said.
 * @param receivedAt epoch ms
 */
export function noteOfDiscarded({ items }: TrackerReading, receivedAt: number): DeviceNote {
  return {
    receivedAt,
    moments: [],
    newestFixAt: null,
    label: null,
    status: null,
    counts: {
      stored: 0,
      duplicates: 0,
      quarantined: 0,
      discarded: countOf(items, "fix") + countOf(items, "quarantined"),
      ignored: countOf(items, "ignored"),
      offShift: 0,
    },
    lastRequest: null,
    quarantine: [],
    alarm: null,
  };
}

function countOf(items: readonly TrackerItem[], kind: TrackerItem["kind"]): number {
  return items.reduce((sum, item) => sum + (item.kind === kind ? numberOf(item) : 0), 0);
}

function momentsOf(items: readonly TrackerItem[], receivedAt: number): number[] {
  const moments = new Set<number>();
  for (const item of items) {
    if (item.kind === "fix") moments.add(item.fix.at);
    else moments.add(receivedAt);
    const own = item.kind === "quarantined" ? ownTime(item.understood.at) : null;
    if (own !== null) moments.add(own);
  }
  return [...moments];
}

function newestOf(items: readonly TrackerItem[]): number | null {
  let newest: number | null = null;
  for (const item of items) {
    if (item.kind === "fix") newest = Math.max(newest ?? item.fix.at, item.fix.at);
  }
  return newest;
}

function quarantineOf(items: readonly TrackerItem[]): QuarantineEntry[] {
  const entries = new Map<QuarantineReason, { count: number; places: UnderstoodPlace[] }>();
  for (const item of items) {
    if (item.kind !== "quarantined") continue;
    const { reason, count, understood } = item;
    const entry = entries.get(reason) ?? { count: 0, places: [] };
    entry.count += count;
    if (understood.at !== null || understood.point !== null) entry.places.push(understood);
    entries.set(reason, entry);
  }
  return [...entries].map(([reason, entry]) => ({ reason, ...entry }));
}
