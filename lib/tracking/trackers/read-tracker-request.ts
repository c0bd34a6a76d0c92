import type { TrackerApp } from "@/lib/tracking/types";
import { composeReading } from "./compose-reading";
import { readGpslogger } from "./gpslogger";
import { readOsmandProtocol } from "./osmand";
import { readOverland } from "./overland";
import { readOwntracks } from "./owntracks";
import { quarantined } from "./settle-fix";
import type { TrackerContext, TrackerReading, TrackerRequest } from "./types";

/** UTF-16 units; twice the largest batch that Overland can be set to, and every other app sends one fix at a time. */
export const MAX_BODY_LENGTH = 2_000_000;

const readers: Readonly<
  Record<TrackerApp, (request: TrackerRequest, device: TrackerContext) => TrackerReading>
> = {
  owntracks: readOwntracks,
  traccar: readOsmandProtocol,
  osmand: readOsmandProtocol,
  overland: readOverland,
  gpslogger: readGpslogger,
};

/**
 * Reads what a tracker app sent (LOC-5): units follow the device's app setting. Whatever comes gives a reading, because
 * an error answer would wedge these apps or make them delete their fixes; what cannot be used says why. All fixes of a
 * body up to `MAX_BODY_LENGTH` are read, more than a request of our own API may carry: cutting the rest off would make
 * the app send the same batch for ever. A longer body is quarantined unread.
 */
export function readTrackerRequest(request: TrackerRequest, device: TrackerContext): TrackerReading {
  if (request.body.length > MAX_BODY_LENGTH) {
    return composeReading(request.app, [quarantined("too_large")]);
  }
  return readers[request.app](request, device);
}
