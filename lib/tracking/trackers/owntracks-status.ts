import { field } from "./json";
import { readNumber } from "./numbers";
import type { DeviceStatus } from "./types";

/** Android's sum of what is refused: 2 for the background, 1 for the precise and 1 for any place, negative. */
const androidPermissions: Readonly<Record<string, Pick<DeviceStatus, "permission" | "preciseLocation">>> = {
  "0": { permission: "always", preciseLocation: true },
  "-1": { permission: "always", preciseLocation: false },
  "-2": { permission: "while_in_use", preciseLocation: true },
  "-3": { permission: "while_in_use", preciseLocation: false },
  "-4": { permission: "denied", preciseLocation: null },
};

const iosPermissions: Readonly<Record<string, Pick<DeviceStatus, "permission">>> = {
  kCLAuthorizationStatusAuthorizedAlways: { permission: "always" },
  kCLAuthorizationStatusAuthorizedWhenInUse: { permission: "while_in_use" },
  kCLAuthorizationStatusDenied: { permission: "denied" },
  kCLAuthorizationStatusRestricted: { permission: "denied" },
};

/** What an OwnTracks `status` message says of the phone (LOC-13); anything else says nothing. */
export function readOwntracksStatus(message: unknown): Partial<DeviceStatus> {
  const android = field(message, "android");
  const authorization = field(field(message, "iOS"), "locationManagerAuthorizationStatus");
  return {
    ...entryOf(iosPermissions, authorization),
    ...entryOf(androidPermissions, readNumber(field(android, "loc"))),
    powerSaving: readFlag(field(android, "ps")),
    batteryOptimised: readFlag(field(android, "bo")),
  };
}

function entryOf<Entry>(table: Readonly<Record<string, Entry>>, key: unknown): Entry | undefined {
  const named = typeof key === "string" || typeof key === "number";
  return named && Object.hasOwn(table, key) ? table[key] : undefined;
}

function readFlag(value: unknown): boolean | null {
  const number = readNumber(value);
  return number === null ? null : number !== 0;
}
