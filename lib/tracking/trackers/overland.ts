import { composeReading } from "./compose-reading";
import { field, isObject, parseJson } from "./json";
import { percentOfFraction, readNumber } from "./numbers";
import { readOwntracks } from "./owntracks";
import { quarantined, settleFix } from "./settle-fix";
import { readLabel } from "./texts";
import { firstTime } from "./times";
import type { IgnoredReason, TrackerContext, TrackerItem, TrackerReading, TrackerRequest } from "./types";

/**
 * Overland for iOS and Android: GeoJSON features in m/s with a battery of 0 to 1, or one OwnTracks message in its
 * OwnTracks mode. `current` is left alone: the same fix follows in a later batch. Never throws.
 */
export function readOverland(request: TrackerRequest, device: TrackerContext): TrackerReading {
  if (request.body.trim() === "") {
    return composeReading("overland", [{ kind: "ignored", reason: "empty", count: 1 }]);
  }
  const json = parseJson(request.body);
  if (field(json, "_type") !== undefined) return { ...readOwntracks(request, device), sender: "overland" };
  const locations = field(json, "locations");
  if (!Array.isArray(locations)) return composeReading("overland", [quarantined("unreadable")]);
  const items = readFeatures(locations, { ...device, receivedAt: request.receivedAt });
  return composeReading("overland", items, { label: labelOf(locations.at(-1)) });
}

function* readFeatures(
  features: readonly unknown[],
  context: TrackerContext & { readonly receivedAt: number },
): Generator<TrackerItem> {
  for (const feature of features) yield readFeature(feature, context);
}

function readFeature(
  feature: unknown,
  context: TrackerContext & { readonly receivedAt: number },
): TrackerItem {
  if (!isObject(feature)) return quarantined("unreadable");
  const properties = field(feature, "properties");
  const notFix = notFixBecause(feature, properties);
  if (notFix !== null) return { kind: "ignored", reason: notFix, count: 1 };
  const coordinates = field(field(feature, "geometry"), "coordinates");
  const [lng, lat] = Array.isArray(coordinates) ? (coordinates as readonly unknown[]) : [];
  return settleFix(
    {
      lat: readNumber(lat),
      lng: readNumber(lng),
      at: firstTime(field(properties, "timestamp")),
      accuracyMeters: readNumber(field(properties, "horizontal_accuracy")),
      speedMps: readNumber(field(properties, "speed")),
      headingDegrees: readNumber(field(properties, "course")),
      altitudeMeters: readNumber(field(properties, "altitude")),
      batteryPercent: percentOfFraction(readNumber(field(properties, "battery_level"))),
      charging: readPower(field(properties, "battery_state")),
      activity: readMotion(field(properties, "motion")),
      mock: false,
      alarm: null,
      valid: true,
    },
    context,
  );
}

/** What the app logs about itself carries the last known place with the time of the log entry: no fix of that time. */
function notFixBecause(feature: unknown, properties: unknown): IgnoredReason | null {
  const action = field(properties, "action");
  if (action !== undefined) return action === "visit" ? "visit" : "action_log";
  if (field(properties, "type") === "trip") return "trip";
  const geometry = field(feature, "geometry");
  return geometry === undefined || geometry === null ? "no_geometry" : null;
}

/** Words on iOS, a boolean on Android. A full battery is one on power. */
function readPower(state: unknown): boolean | null {
  if (state === true || state === "charging" || state === "full") return true;
  return state === false || state === "unplugged" ? false : null;
}

function readMotion(motion: unknown): string | null {
  if (!Array.isArray(motion)) return null;
  const words = motion.slice(0, 10).filter((word) => typeof word === "string");
  return words.length === 0 ? null : words.join(",");
}

function labelOf(feature: unknown): string | null {
  const properties = field(feature, "properties");
  return readLabel(field(properties, "device_id"), field(properties, "unique_id"));
}
