import { describe, expect, it } from "vitest";
import {
  device,
  onlyFix,
  outcomes,
  readBody,
  receivedAt,
  trackerRequest,
} from "@/tests/support/tracker-request";
import { readTrackerRequest } from "./read-tracker-request";

const location = {
  _type: "location",
  lat: 6.5248,
  lon: 3.3792,
  acc: 12,
  alt: 40,
  vel: 36,
  cog: 90,
  batt: 81,
  bs: 2,
  tst: receivedAt / 1000 - 60,
  tid: "v1",
};
const read = (message: unknown) => readBody("owntracks", message);
const fixWith = (change: object) => onlyFix(read({ ...location, ...change }));

/** `{"_type":"location","lat":6.5248,"lon":3.3792,…,"tst":1772438400}` sealed with "van 12 blue" by TweetNaCl. */
const sealed = {
  _type: "encrypted",
  data: "AQgPFh0kKzI5QEdOVVxjanF4f4aNlJuikzpQp6FGgNL6S7txL4nZ9tf0MuuVT7f/LaCvlwKObxaCG3oVDMII5UHwO7wgLLWDPQANZ29jmRTkbcOTUeBocEkfMSLUbQwi+oegTHjP1A7zCS0Q27xkKVEAzL2NAorRxQWsszIKKFh7xLlH0nzJDVvFQMFGZI2ySejYJFB4o9fXf5mEkpI=",
};

function readSealed(message: object, passphrase: string | null) {
  const request = trackerRequest("owntracks", { body: JSON.stringify(message) });
  return readTrackerRequest(request, { ...device, passphrase });
}

describe("OwnTracks (LOC-5)", () => {
  it("sends km/h, metres, percent and seconds", () => {
    expect(onlyFix(read(location))).toEqual({
      at: receivedAt - 60_000,
      point: { lat: 6.5248, lng: 3.3792 },
      accuracyMeters: 12,
      speedMps: 10,
      headingDegrees: 90,
      altitudeMeters: 40,
      batteryPercent: 81,
      charging: true,
      activity: null,
      mock: false,
      alarm: null,
      clockRepair: null,
    });
  });

  it.each([
    ["acc", undefined, "accuracyMeters"],
    ["acc", 0, "accuracyMeters"],
    ["acc", -1, "accuracyMeters"],
    ["acc", "far", "accuracyMeters"],
    ["vel", -1, "speedMps"],
    ["vel", undefined, "speedMps"],
    ["vel", 1e308, "speedMps"],
    ["cog", -1, "headingDegrees"],
    ["cog", 361, "headingDegrees"],
    ["batt", -100, "batteryPercent"],
    ["batt", 101, "batteryPercent"],
    ["alt", null, "altitudeMeters"],
    ["bs", 0, "charging"],
  ])("knows nothing from %s %j, and keeps the fix", (name, value, known) => {
    expect(fixWith({ [name]: value })).toMatchObject({ [known]: null });
  });

  it.each([
    [1, false],
    [2, true],
    [3, true],
  ])("reads battery state %i", (bs, charging) => {
    expect(fixWith({ bs }).charging).toBe(charging);
  });

  it.each([
    ["place_missing", { lat: undefined }],
    ["place_missing", { lon: {} }],
    ["place_impossible", { lat: 91, lon: 91 }],
    ["place_impossible", { lat: 1e308 }],
    ["place_swapped", { lat: 103.8, lon: 1.35 }],
    ["place_unknown", { lat: 0, lon: 0, acc: undefined }],
    ["place_unknown", { lat: 0, lon: 0, acc: 0 }],
    ["time_missing", { tst: undefined }],
    ["time_unreadable", { tst: "soon" }],
    ["clock_ahead", { tst: receivedAt / 1000 + 3600 }],
    ["older_than_retention", { tst: 0 }],
  ])("keeps for diagnosis only: %s %j", (reason, change) => {
    expect(outcomes(read({ ...location, ...change }))).toEqual([`quarantined: ${reason}`]);
  });

  it("says what it understood of a fix with a wrong clock", () => {
    const tst = receivedAt / 1000 + 3600;
    expect(read({ ...location, tst }).items).toEqual([
      {
        kind: "quarantined",
        reason: "clock_ahead",
        understood: { at: tst * 1000, point: { lat: 6.5248, lng: 3.3792 }, accuracyMeters: 12 },
        count: 1,
      },
    ]);
  });

  it("stores 0/0 with an accuracy: it may be a ship", () => {
    expect(fixWith({ lat: 0, lon: 0, acc: 10 }).point).toEqual({ lat: 0, lng: 0 });
  });

  it.each(["transition", "waypoint", "waypoints", "lwt", "status", "card", "cmd"])(
    "accepts %s, which is no fix although it may carry a place",
    (_type) => {
      expect(outcomes(read({ ...location, _type }))).toEqual([`ignored: ${_type}`]);
    },
  );

  it("accepts messages of later versions and empty bodies", () => {
    expect(outcomes(read({ ...location, _type: "steps" }))).toEqual(["ignored: other_message"]);
    expect(outcomes(readTrackerRequest(trackerRequest("owntracks"), device))).toEqual(["ignored: empty"]);
  });

  it.each(["{", "null", "[]", "7", '"location"', '{"_type":7}', "lat=1&lon=2"])(
    "keeps %s for diagnosis",
    (body) => {
      const reading = readTrackerRequest(trackerRequest("owntracks", { body }), device);
      expect(outcomes(reading)).toEqual(["quarantined: unreadable"]);
    },
  );

  it("recognises Overland's OwnTracks mode by its count from 2001, and answers as Overland expects", () => {
    const reading = read({ ...location, tst: (receivedAt - 978_307_200_000) / 1000 });
    expect(onlyFix(reading)).toMatchObject({ at: receivedAt, clockRepair: "epoch_2001" });
    expect(reading.sender).toBe("overland");
    expect(read(location).sender).toBe("owntracks");
  });

  it("opens an encrypted message", () => {
    const reading = readSealed(sealed, "van 12 blue");
    expect(onlyFix(reading)).toMatchObject({ at: Date.UTC(2026, 2, 2, 8), speedMps: 10, batteryPercent: 81 });
    expect(reading.label).toBe("v1");
  });

  it.each([
    ["undecryptable", sealed, "van 12 red"],
    ["undecryptable", { ...sealed, data: sealed.data.replace("A", "B") }, "van 12 blue"],
    ["undecryptable", { ...sealed, data: "not base64!" }, "van 12 blue"],
    ["undecryptable", { ...sealed, data: "c2hvcnQ=" }, "van 12 blue"],
    ["undecryptable", { ...sealed, data: 7 }, "van 12 blue"],
    ["passphrase_missing", sealed, null],
    ["passphrase_missing", sealed, ""],
  ])("says %s", (reason, message, passphrase) => {
    expect(outcomes(readSealed(message, passphrase))).toEqual([`quarantined: ${reason}`]);
  });

  it("names the device by topic, headers or tracker id, but not by what the iPhone app sends when unset", () => {
    const label = (message: object, limitUser: string | null, limitDevice: string | null) =>
      readTrackerRequest(
        trackerRequest("owntracks", { body: JSON.stringify(message), headers: { limitUser, limitDevice } }),
        device,
      ).label;
    expect(label({ ...location, topic: "owntracks/fleet/van" }, "fleet", "v")).toBe("owntracks/fleet/van");
    expect(label(location, "fleet", "dev-4711")).toBe("fleet/dev-4711");
    expect(label(location, null, "dev-4711")).toBe("dev-4711");
    expect(label(location, "user", "device")).toBe("v1");
    expect(label({ ...location, topic: "a\0b", tid: "\ud800" }, null, null)).toBeNull();
  });

  it.each([
    [{ android: { loc: 0, ps: 0, bo: 0 } }, "always", true, false, false],
    [{ android: { loc: -1, ps: 1, bo: 1 } }, "always", false, true, true],
    [{ android: { loc: -2 } }, "while_in_use", true, null, null],
    [{ android: { loc: -4, ps: "x" } }, "denied", null, null, null],
    [{ android: { loc: "constructor" } }, null, null, null, null],
    [{ android: null }, null, null, null, null],
    [
      { iOS: { locationManagerAuthorizationStatus: "kCLAuthorizationStatusDenied" } },
      "denied",
      null,
      null,
      null,
    ],
    [{ iOS: { locationManagerAuthorizationStatus: "toString" } }, null, null, null, null],
  ])(
    "learns from the status %j why a phone may be silent (LOC-13)",
    (said, permission, preciseLocation, powerSaving, batteryOptimised) => {
      const { status } = read({ _type: "status", ...said });
      expect(status).toEqual({
        batteryPercent: null,
        charging: null,
        permission,
        preciseLocation,
        powerSaving,
        batteryOptimised,
      });
    },
  );
});
