import { composeReading } from "./compose-reading";
import { decryptPayload } from "./decrypt-payload";
import { field, isObject, parseJson } from "./json";
import { readNumber, scaled } from "./numbers";
import { readOwntracksStatus } from "./owntracks-status";
import { quarantined, settleFix } from "./settle-fix";
import { readLabel } from "./texts";
import { firstTime } from "./times";
import type {
  IgnoredReason,
  QuarantineReason,
  TrackerContext,
  TrackerItem,
  TrackerReading,
  TrackerRequest,
} from "./types";

const otherMessages: ReadonlySet<string> = new Set<IgnoredReason>([
  "transition",
  "waypoint",
  "waypoints",
  "lwt",
  "status",
  "card",
  "cmd",
]);

/**
 * OwnTracks in HTTP mode: one message in km/h and percent, encrypted or not. Only `location` is a fix; a transition
 * carries a position, but one of the app's own fence. Never throws.
 */
export function readOwntracks(request: TrackerRequest, device: TrackerContext): TrackerReading {
  if (request.body.trim() === "") {
    return composeReading(request.app, [{ kind: "ignored", reason: "empty", count: 1 }]);
  }
  const opened = open(parseJson(request.body), device.passphrase);
  if ("reason" in opened) {
    return composeReading(request.app, [quarantined(opened.reason)], { label: labelOf(null, request) });
  }
  const { message } = opened;
  const item = readMessage(message, { ...device, receivedAt: request.receivedAt });
  // Only Overland's OwnTracks mode counts from 2001, and it waits for Overland's answer.
  const overland = item.kind === "fix" && item.fix.clockRepair === "epoch_2001";
  return composeReading(overland ? "overland" : request.app, [item], {
    label: labelOf(message, request),
    status:
      field(message, "_type") === "status"
        ? readOwntracksStatus(message)
        : { batteryPercent: readNumber(field(message, "batt")), charging: readPower(field(message, "bs")) },
  });
}

/** The message as sent, the one inside an encrypted one, or the reason why that stays closed. */
function open(
  sent: unknown,
  passphrase: string | null,
): { readonly message: unknown } | { readonly reason: QuarantineReason } {
  if (field(sent, "_type") !== "encrypted") return { message: sent };
  if (passphrase === null || passphrase === "") return { reason: "passphrase_missing" };
  const data = field(sent, "data");
  const text = typeof data === "string" ? decryptPayload(data, passphrase) : null;
  return text === null ? { reason: "undecryptable" } : { message: parseJson(text) };
}

function readMessage(
  message: unknown,
  context: TrackerContext & { readonly receivedAt: number },
): TrackerItem {
  const type = field(message, "_type");
  if (!isObject(message) || typeof type !== "string") return quarantined("unreadable");
  if (type !== "location") {
    const reason = otherMessages.has(type) ? (type as IgnoredReason) : "other_message";
    return { kind: "ignored", reason, count: 1 };
  }
  return settleFix(
    {
      lat: readNumber(message.lat),
      lng: readNumber(message.lon),
      at: firstTime(message.tst),
      accuracyMeters: readNumber(message.acc),
      speedMps: scaled(readNumber(message.vel), 1 / 3.6),
      headingDegrees: readNumber(message.cog),
      altitudeMeters: readNumber(message.alt),
      batteryPercent: readNumber(message.batt),
      charging: readPower(message.bs),
      activity: null,
      mock: false,
      alarm: null,
      valid: true,
    },
    context,
    ["epoch_2001", "gps_week"],
  );
}

/** 1 unplugged, 2 charging, 3 full, which is on power; 0 is unknown. */
function readPower(state: unknown): boolean | null {
  if (state === 1) return false;
  return state === 2 || state === 3 ? true : null;
}

function labelOf(message: unknown, { headers: { limitUser, limitDevice } }: TrackerRequest): string | null {
  // What the iPhone app sends when nobody was named.
  const unset = limitUser === "user" && limitDevice === "device";
  const header = unset || limitDevice === null ? null : [limitUser, limitDevice].filter(Boolean).join("/");
  return readLabel(field(message, "topic"), header, field(message, "tid"));
}
