import { composeReading } from "./compose-reading";
import { field, isObject, looksLikeJson, parseJson } from "./json";
import { readBoolean, readNumber, scaled } from "./numbers";
import { type Parameters, parameter, parametersOfObject, requestParameters } from "./parameters";
import { quarantined, settleFix } from "./settle-fix";
import { readLabel } from "./texts";
import { firstTime, isMilliseconds } from "./times";
import { readTraccarLocations } from "./traccar-json";
import type { TrackerContext, TrackerItem, TrackerReading, TrackerRequest } from "./types";

const MPS_PER_KNOT = 1852 / 3600;

type Context = TrackerContext & { readonly receivedAt: number };

/**
 * Traccar Client and whatever else speaks its protocol, and the OsmAnd app. Knots and metres for the former (query up to
 * 8.x, JSON in 9.x with m/s and battery 0 to 1, form from 10.x), m/s for the latter. A request without coordinates is a
 * heartbeat, one without a time is of now. Never throws.
 */
export function readOsmandProtocol(request: TrackerRequest, device: TrackerContext): TrackerReading {
  const context = { ...device, receivedAt: request.receivedAt };
  if (request.query === "" && request.body.trim() === "") {
    return composeReading(request.app, [{ kind: "ignored", reason: "empty", count: 1 }]);
  }
  const json = looksLikeJson(request.body) ? parseJson(request.body) : undefined;
  if (Array.isArray(json)) return readList(request.app, json, context);
  const locations = field(json, "location");
  if (typeof locations === "object" && locations !== null) {
    return readTraccarLocations(request.app, json, locations, context);
  }
  const parameters = requestParameters(request, json);
  if (parameters === null) return composeReading(request.app, [quarantined("unreadable")]);
  const item = readFlat(parameters, context, isOsmandApp(request, parameters));
  return composeReading(request.app, [item], saidBy(parameters));
}

/** Traccar Client 10.x can be built to upload several fixes at once, as a list of flat objects. */
function readList(app: TrackerRequest["app"], list: readonly unknown[], context: Context): TrackerReading {
  return composeReading(app, readEach(list, context), {
    label: readLabel(field(list.at(-1), "id")),
    alarm: list.some((entry) => field(entry, "alarm") === "sos") ? "sos" : null,
  });
}

function* readEach(list: readonly unknown[], context: Context): Generator<TrackerItem> {
  for (const entry of list) {
    yield isObject(entry) ? readFlat(parametersOfObject(entry), context, false) : quarantined("unreadable");
  }
}

/** The OsmAnd app fills a query with milliseconds; anything else sent to such a device speaks Traccar's dialect. */
function isOsmandApp({ app, body }: TrackerRequest, parameters: Parameters): boolean {
  if (app !== "osmand" || body.trim() !== "") return false;
  const time = parameter(parameters, "timestamp");
  const number = readNumber(time);
  return time === undefined || (number !== null && isMilliseconds(number));
}

function readFlat(parameters: Parameters, context: Context, osmandApp: boolean): TrackerItem {
  const [lat, lng] = readPair(parameters);
  if (lat === undefined && lng === undefined) return { kind: "ignored", reason: "heartbeat", count: 1 };
  const at = firstTime(parameter(parameters, "timestamp"));
  const speed = readNumber(parameter(parameters, "speed"));
  return settleFix(
    {
      lat: readNumber(lat),
      lng: readNumber(lng),
      at: at === "missing" ? context.receivedAt : at,
      accuracyMeters: readNumber(parameter(parameters, ...(osmandApp ? ["accuracy", "hdop"] : ["accuracy"]))),
      speedMps: osmandApp ? speed : scaled(speed, MPS_PER_KNOT),
      headingDegrees: readNumber(parameter(parameters, "bearing", "heading")),
      altitudeMeters: readNumber(parameter(parameters, "altitude")),
      batteryPercent: readNumber(parameter(parameters, "batt")),
      charging: readBoolean(parameter(parameters, "charge")),
      activity: parameter(parameters, "activity"),
      mock: readBoolean(parameter(parameters, "mock")) ?? false,
      alarm: saidBy(parameters).alarm,
      valid: readBoolean(parameter(parameters, "valid")) ?? true,
    },
    context,
  );
}

/** Latitude and longitude, apart or as `location=lat,lon`. */
function readPair(parameters: Parameters): readonly [unknown, unknown] {
  const pair = parameter(parameters, "location");
  if (typeof pair !== "string") return [parameter(parameters, "lat"), parameter(parameters, "lon")];
  const [lat = "", lng = ""] = pair.split(",", 2);
  return [lat, lng];
}

function saidBy(parameters: Parameters) {
  return {
    label: readLabel(parameter(parameters, "id", "deviceid", "device_id")),
    status: {
      batteryPercent: readNumber(parameter(parameters, "batt")),
      charging: readBoolean(parameter(parameters, "charge")),
    },
    alarm: parameter(parameters, "alarm") === "sos" ? ("sos" as const) : null,
  };
}
