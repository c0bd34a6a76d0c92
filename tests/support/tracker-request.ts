import { readTrackerRequest } from "@/lib/tracking/trackers/read-tracker-request";
import type {
  TrackerContext,
  TrackerFix,
  TrackerReading,
  TrackerRequest,
} from "@/lib/tracking/trackers/types";
import type { TrackerApp } from "@/lib/tracking/types";

/** 2 March 2026, 08:00 UTC: when the requests of these tests arrive unless said otherwise. */
export const receivedAt = Date.UTC(2026, 2, 2, 8);
export const device: TrackerContext = { retentionMs: 60 * 86_400_000, passphrase: null };

export function trackerRequest(app: TrackerApp, rest: Partial<TrackerRequest> = {}): TrackerRequest {
  return {
    app,
    method: "POST",
    query: "",
    contentType: null,
    body: "",
    headers: { limitUser: null, limitDevice: null },
    receivedAt,
    ...rest,
  };
}

/** Reads a JSON body of an app. */
export function readBody(app: TrackerApp, body: unknown): TrackerReading {
  return readTrackerRequest(trackerRequest(app, { body: JSON.stringify(body) }), device);
}

/** Reads the query of an app. */
export function readQuery(app: TrackerApp, query: string): TrackerReading {
  return readTrackerRequest(trackerRequest(app, { method: "GET", query }), device);
}

/** The only fix of a reading. */
export function onlyFix(reading: TrackerReading): TrackerFix {
  const [item, ...others] = reading.items;
  if (item?.kind !== "fix" || others.length > 0) {
    throw new Error(`Not one fix: ${JSON.stringify(reading.items)}`);
  }
  return item.fix;
}

/** What became of every item, in a word each. */
export function outcomes(reading: TrackerReading): string[] {
  return reading.items.map((item) => (item.kind === "fix" ? "fix" : `${item.kind}: ${item.reason}`));
}
