import type { LatLng } from "@/lib/geo/types";
import type { FixResultWire } from "@/lib/realtime/protocol";
import type { MaskedRequest } from "./trackers/masked-request";
import type { ClockRepair, IgnoredReason, QuarantineReason, TrackerItem } from "./trackers/types";

/** Items of a request that are kept one by one; of the rest only the number. */
const SHOWN_ITEMS = 20;

/** What could be read of an item; `at` is epoch ms, the place may lie off the earth. */
export interface UnderstoodPlace {
  readonly at: number | null;
  readonly point: LatLng | null;
  readonly accuracyMeters: number | null;
}

/** One thing the request said. `reason`: why it is no fix; of a fix, how its clock was repaired. */
export type UnderstoodItem = UnderstoodPlace & {
  readonly speedMps: number | null;
  readonly count: number;
  /** Its place was not kept: the technician was not to be tracked then (LOC-12). */
  readonly withheld?: true;
} & (
    | { readonly kind: "fix"; readonly reason: ClockRepair | null }
    | { readonly kind: "quarantined"; readonly reason: QuarantineReason }
    | { readonly kind: "ignored"; readonly reason: IgnoredReason }
  );

export interface VerdictCount {
  readonly verdict: string;
  readonly reason: string | null;
  readonly count: number;
}

/** "Last request: what we understood, why dropped" (LOC-5), as it is stored. */
export interface LastRequest {
  /** Epoch ms. */
  readonly receivedAt: number;
  readonly request: MaskedRequest;
  /** The request as it came was not kept: it said where somebody was who was not to be tracked (LOC-12). */
  readonly withheld?: true;
  readonly items: readonly UnderstoodItem[];
  /** Items beyond those listed. */
  readonly more: number;
  readonly verdicts: readonly VerdictCount[];
}

/**
 * @param results what each fix caused
 * @param receivedAt epoch ms
 */
export function lastRequestOf(
  items: readonly TrackerItem[],
  results: readonly FixResultWire[],
  request: MaskedRequest,
  receivedAt: number,
): LastRequest {
  return {
    receivedAt,
    request,
    items: items.slice(0, SHOWN_ITEMS).map(understand),
    more: items.slice(SHOWN_ITEMS).reduce((sum, item) => sum + numberOf(item), 0),
    verdicts: countVerdicts(results),
  };
}

/** How many things of the request an item stands for. */
export function numberOf(item: TrackerItem): number {
  return item.kind === "fix" ? 1 : item.count;
}

const nowhere: UnderstoodPlace = { at: null, point: null, accuracyMeters: null };

function understand(item: TrackerItem): UnderstoodItem {
  switch (item.kind) {
    case "fix": {
      const { at, point, accuracyMeters, speedMps, clockRepair } = item.fix;
      return { kind: "fix", reason: clockRepair, at, point, accuracyMeters, speedMps, count: 1 };
    }
    case "quarantined":
      return {
        kind: "quarantined",
        reason: item.reason,
        ...item.understood,
        speedMps: null,
        count: item.count,
      };
    case "ignored":
      return { kind: "ignored", reason: item.reason, ...nowhere, speedMps: null, count: item.count };
  }
}

function countVerdicts(results: readonly FixResultWire[]): VerdictCount[] {
  const counts = new Map<string, VerdictCount>();
  for (const { verdict, verdict_reason: reason } of results) {
    if (verdict === null) continue;
    const key = `${verdict}/${reason}`;
    counts.set(key, { verdict, reason, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
}
