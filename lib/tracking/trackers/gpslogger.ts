import { composeReading } from "./compose-reading";
import { looksLikeJson, parseJson } from "./json";
import { readBoolean, readNumber, scaled } from "./numbers";
import { parameter, requestParameters } from "./parameters";
import { quarantined, settleFix } from "./settle-fix";
import { readLabel } from "./texts";
import { firstTime } from "./times";
import type { TrackerContext, TrackerReading, TrackerRequest } from "./types";

/**
 * GPSLogger's custom URL: whatever the user's template says, in the query or in a form or JSON body, under the app's own
 * parameter names or plain ones. `spd` is m/s, `spd_kph` km/h. Never throws.
 */
export function readGpslogger(request: TrackerRequest, device: TrackerContext): TrackerReading {
  if (request.query === "" && request.body.trim() === "") {
    return composeReading("gpslogger", [{ kind: "ignored", reason: "empty", count: 1 }]);
  }
  const json = looksLikeJson(request.body) ? parseJson(request.body) : undefined;
  const parameters = requestParameters(request, json);
  if (parameters === null) return composeReading("gpslogger", [quarantined("unreadable")]);
  const read = (...names: string[]) => readNumber(parameter(parameters, ...names));
  const at = firstTime(
    parameter(parameters, "timestamp"),
    parameter(parameters, "timeoffset"),
    parameter(parameters, "time", "tst"),
  );
  const batteryPercent = read("batt", "battery");
  const charging = readBoolean(parameter(parameters, "ischarging", "charging"));
  const item = settleFix(
    {
      lat: read("lat", "latitude"),
      lng: read("lon", "lng", "long", "longitude"),
      at: at === "missing" ? request.receivedAt : at,
      accuracyMeters: read("acc", "accuracy"),
      speedMps: read("spd", "speed") ?? scaled(read("spd_kph"), 1 / 3.6),
      headingDegrees: read("dir", "bearing", "heading"),
      altitudeMeters: read("alt", "altitude"),
      batteryPercent,
      charging,
      activity: parameter(parameters, "act"),
      mock: false,
      alarm: null,
      valid: true,
    },
    { ...device, receivedAt: request.receivedAt },
  );
  return composeReading("gpslogger", [item], {
    label: readLabel(parameter(parameters, "ser", "aid", "id", "profile")),
    status: { batteryPercent, charging },
  });
}
