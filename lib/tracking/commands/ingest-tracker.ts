import { fixRetentionMs } from "@/lib/tenants/queries/fix-retention";
import { noteOf, noteOfDiscarded } from "../device-note";
import type { KnownDevice } from "../queries/look-up-device";
import { composeReading } from "../trackers/compose-reading";
import { maskedRequest } from "../trackers/masked-request";
import { readTrackerRequest } from "../trackers/read-tracker-request";
import { quarantined } from "../trackers/settle-fix";
import type { QuarantineReason, TrackerRequest } from "../trackers/types";
import type { TrackerApp } from "../types";
import { noteRequest } from "./note-request";
import { pushWaypoints } from "./push-waypoints";
import { storeTrackerFixes } from "./store-tracker-fixes";

/** A request whose device is known. */
export interface TrackerDelivery {
  readonly device: KnownDevice;
  readonly request: TrackerRequest;
  /** In clear: it is hidden in whatever is kept of the request. */
  readonly token: string;
  /** Why the body was not read at all; null when it was. */
  readonly unread: Extract<QuarantineReason, "too_large" | "unreadable"> | null;
}

export interface TrackerReply {
  readonly sender: TrackerApp;
  readonly commands: readonly object[];
}

/**
 * Takes what a tracker app sent (LOC-5): stored, quarantined, ignored or thrown away, each counted and durable when this
 * resolves. Nothing a device sends makes it throw; when it throws the trouble is ours and the app has to keep everything.
 * @returns the app whose answer the sender waits for, and what it is asked to do
 */
export async function ingestTracker({
  device,
  request,
  token,
  unread,
}: TrackerDelivery): Promise<TrackerReply> {
  const { receivedAt } = request;
  const { passphrase } = device;
  const retentionMs = await fixRetentionMs(device.tenantId, receivedAt);
  const reading =
    unread === null
      ? readTrackerRequest(request, { retentionMs, passphrase })
      : composeReading(request.app, [quarantined(unread)]);
  if (device.revoked) {
    await noteRequest({ device, note: noteOfDiscarded(reading, receivedAt) });
    return { sender: reading.sender, commands: [] };
  }
  const { items, results } = await storeTrackerFixes(device, reading.items, receivedAt);
  const secrets = passphrase === null ? [token] : [token, passphrase];
  const sent = { request: maskedRequest(request, secrets), secrets };
  await noteRequest({ device, note: noteOf({ ...reading, items }, results, sent, receivedAt) });
  return { sender: reading.sender, commands: await pushWaypoints(device, items, results, receivedAt) };
}
