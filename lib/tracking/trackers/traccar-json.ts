import { composeReading } from "./compose-reading";
import { field, isObject } from "./json";
import { percentOfFraction, readBoolean, readNumber } from "./numbers";
import { quarantined, settleFix } from "./settle-fix";
import { readLabel } from "./texts";
import { firstTime } from "./times";
import type { TrackerAlarm, TrackerContext, TrackerItem, TrackerReading } from "./types";

/**
 * Traccar Client 9.x: one location, or several, in m/s with a battery of 0 to 1. A location without coordinates is a
 * heartbeat.
 * @param root the parsed body, which names the device
 * @param locations its `location`
 */
export function readTraccarLocations(
  sender: TrackerReading["sender"],
  root: unknown,
  locations: unknown,
  context: TrackerContext & { readonly receivedAt: number },
): TrackerReading {
  const list: readonly unknown[] = Array.isArray(locations) ? locations : [locations];
  const last = list.at(-1);
  return composeReading(sender, readEach(list, context), {
    label: readLabel(field(root, "device_id"), field(root, "id")),
    status: { batteryPercent: batteryOf(last), charging: chargingOf(last) },
    alarm: list.some((location) => alarmOf(location) !== null) ? "sos" : null,
  });
}

function* readEach(
  list: readonly unknown[],
  context: TrackerContext & { readonly receivedAt: number },
): Generator<TrackerItem> {
  for (const location of list) yield readLocation(location, context);
}

function readLocation(
  location: unknown,
  context: TrackerContext & { readonly receivedAt: number },
): TrackerItem {
  if (!isObject(location)) return quarantined("unreadable");
  const coords = field(location, "coords");
  const [lat, lng] = [field(coords, "latitude") ?? null, field(coords, "longitude") ?? null];
  if (lat === null && lng === null) return { kind: "ignored", reason: "heartbeat", count: 1 };
  return settleFix(
    {
      lat: readNumber(lat),
      lng: readNumber(lng),
      at: firstTime(field(location, "timestamp")),
      accuracyMeters: readNumber(field(coords, "accuracy")),
      speedMps: readNumber(field(coords, "speed")),
      headingDegrees: readNumber(field(coords, "heading")),
      altitudeMeters: readNumber(field(coords, "altitude")),
      batteryPercent: batteryOf(location),
      charging: chargingOf(location),
      activity: field(field(location, "activity"), "type"),
      mock: readBoolean(field(location, "mock")) ?? false,
      alarm: alarmOf(location),
      valid: true,
    },
    context,
  );
}

function batteryOf(location: unknown): number | null {
  return percentOfFraction(readNumber(field(field(location, "battery"), "level")));
}

function chargingOf(location: unknown): boolean | null {
  return readBoolean(field(field(location, "battery"), "is_charging"));
}

function alarmOf(location: unknown): TrackerAlarm | null {
  const alarm = field(location, "alarm") ?? field(field(location, "extras"), "alarm");
  return alarm === "sos" ? "sos" : null;
}
