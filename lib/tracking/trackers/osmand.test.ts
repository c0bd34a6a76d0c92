import { describe, expect, it } from "vitest";
import {
  device,
  onlyFix,
  outcomes,
  readBody,
  readQuery,
  receivedAt,
  trackerRequest,
} from "@/tests/support/tracker-request";
import { readTrackerRequest } from "./read-tracker-request";

const seconds = receivedAt / 1000 - 60;
const traccar = `id=4711&timestamp=${seconds}&lat=6.5248&lon=3.3792&speed=10&bearing=90&altitude=40&accuracy=12&batt=81.0`;
const osmand = `lat=6.5248&lon=3.3792&timestamp=${receivedAt - 60_000}&hdop=12&altitude=40&speed=10&bearing=90`;
const form = (body: string) => readTrackerRequest(trackerRequest("traccar", { body }), device);

describe("Traccar Client up to 8.x (LOC-5)", () => {
  it("sends knots, metres, percent and seconds in the query of a POST", () => {
    const reading = readQuery("traccar", `${traccar}&charge=false&mock=true`);
    expect(onlyFix(reading)).toEqual({
      at: receivedAt - 60_000,
      point: { lat: 6.5248, lng: 3.3792 },
      accuracyMeters: 12,
      speedMps: 5.14,
      headingDegrees: 90,
      altitudeMeters: 40,
      batteryPercent: 81,
      charging: false,
      activity: null,
      mock: true,
      alarm: null,
      clockRepair: null,
    });
    expect(reading).toMatchObject({ label: "4711", sender: "traccar", alarm: null });
  });

  it.each([
    ["accuracy=0.0", "accuracyMeters", null],
    ["accuracy=NaN", "accuracyMeters", null],
    ["hdop=6", "accuracyMeters", 12],
    ["speed=-1", "speedMps", null],
    ["speed=", "speedMps", null],
    ["bearing=-1", "headingDegrees", null],
    ["heading=91", "headingDegrees", 90],
    ["batt=-1", "batteryPercent", null],
    ["timestamp=2026-03-02T07:00:00%2B0000", "at", receivedAt - 3_600_000],
    ["timestamp=2026-03-02T08:00:00+0100", "at", receivedAt - 3_600_000],
    ["timestamp=2026-03-02 07:00:00", "at", receivedAt - 3_600_000],
    [`timestamp=${receivedAt - 1500}`, "at", receivedAt - 1500],
    ["timestamp=", "at", receivedAt],
    ["lat=7&lat=8", "point", { lat: 8, lng: 3.3792 }],
    ["location=8,9", "point", { lat: 8, lng: 9 }],
  ])("reads %s", (more, name, expected) => {
    expect(onlyFix(readQuery("traccar", `${traccar}&${more}`))).toMatchObject({ [name]: expected });
  });

  it("dates a fix without a time by its receipt", () => {
    expect(onlyFix(readQuery("traccar", "lat=6&lon=3")).at).toBe(receivedAt);
  });

  it.each([
    ["lat=abc&lon=3", "place_missing"],
    ["lat=6", "place_missing"],
    ["location=6", "place_missing"],
    ["lat=NaN&lon=NaN", "place_missing"],
    ["lat=91&lon=181", "place_impossible"],
    ["lat=179&lon=6", "place_swapped"],
    ["lat=0.0&lon=0.0&accuracy=0.0", "place_unknown"],
    ["lat=6&lon=3&valid=false", "place_declared_invalid"],
    ["lat=6&lon=3&timestamp=soon", "time_unreadable"],
    ["lat=6&lon=3&timestamp=4102444800", "clock_ahead"],
    ["lat=6&lon=3&timestamp=0", "older_than_retention"],
  ])("keeps %s for diagnosis only: %s", (query, reason) => {
    expect(outcomes(readQuery("traccar", query))).toEqual([`quarantined: ${reason}`]);
  });

  it("moves a receiver that is 1,024 weeks behind, but no count from 2001", () => {
    const behind = seconds - 1024 * 7 * 86_400;
    expect(onlyFix(readQuery("traccar", `lat=6&lon=3&timestamp=${behind}`))).toMatchObject({
      at: seconds * 1000,
      clockRepair: "gps_week",
    });
    expect(outcomes(readQuery("traccar", `lat=6&lon=3&timestamp=${seconds - 978_307_200}`))).toEqual([
      "quarantined: older_than_retention",
    ]);
  });
});

describe("Traccar Client 10.x (LOC-5)", () => {
  it("sends the same as a form", () => {
    expect(onlyFix(form(`${traccar}&charge=true`))).toEqual({
      ...onlyFix(readQuery("traccar", traccar)),
      charging: true,
    });
  });

  it("prefers the form to what stands in the address", () => {
    const request = trackerRequest("traccar", { query: "id=old&lat=1&lon=1", body: traccar });
    const reading = readTrackerRequest(request, device);
    expect(onlyFix(reading).point).toEqual({ lat: 6.5248, lng: 3.3792 });
    expect(reading.label).toBe("4711");
  });

  it("is a sign of life without coordinates, with the battery it names", () => {
    const reading = form(`id=4711&timestamp=${seconds}&batt=64&charge=true`);
    expect(outcomes(reading)).toEqual(["ignored: heartbeat"]);
    expect(reading.status).toMatchObject({ batteryPercent: 64, charging: true });
  });

  it.each([
    ["with a place", traccar, "fix"],
    ["without a place", `id=4711&timestamp=${seconds}`, "ignored: heartbeat"],
    ["with a wrong clock", `lat=6&lon=3&timestamp=4102444800`, "quarantined: clock_ahead"],
  ])("hears an emergency %s", (_, body, outcome) => {
    const reading = form(`${body}&alarm=sos`);
    expect(outcomes(reading)).toEqual([outcome]);
    expect(reading.alarm).toBe("sos");
    expect(form(`${body}&alarm=lowBattery`).alarm).toBeNull();
  });

  it("may upload several fixes as a list, in knots", () => {
    const entry = { id: "4711", lat: 6.5248, lon: 3.3792, timestamp: seconds, speed: 10, batt: 81 };
    const reading = readBody("traccar", [entry, { ...entry, timestamp: seconds + 30, alarm: "sos" }, 7, 8]);
    expect(outcomes(reading)).toEqual(["fix", "fix", "quarantined: unreadable"]);
    expect(reading).toMatchObject({ alarm: "sos", status: { batteryPercent: 81 } });
    expect(reading.items[0]).toMatchObject({ fix: { speedMps: 5.14 } });
    expect(reading.items[2]).toMatchObject({ count: 2 });
  });
});

describe("Traccar Client 9.x (LOC-5)", () => {
  const location = {
    timestamp: new Date(receivedAt - 60_000).toISOString(),
    coords: { latitude: 6.5248, longitude: 3.3792, accuracy: 12, speed: 10, heading: 90, altitude: 40 },
    is_moving: true,
    activity: { type: "in_vehicle", confidence: 100 },
    battery: { level: 0.81, is_charging: false },
    extras: {},
  };
  const read = (change: object, coords: object = {}) =>
    readBody("traccar", {
      device_id: "4711",
      _: "&id=4711",
      location: { ...location, ...change, coords: { ...location.coords, ...coords } },
    });

  it("sends m/s and a battery of 0 to 1 as JSON", () => {
    const reading = read({});
    expect(onlyFix(reading)).toEqual({
      at: receivedAt - 60_000,
      point: { lat: 6.5248, lng: 3.3792 },
      accuracyMeters: 12,
      speedMps: 10,
      headingDegrees: 90,
      altitudeMeters: 40,
      batteryPercent: 81,
      charging: false,
      activity: "in_vehicle",
      mock: false,
      alarm: null,
      clockRepair: null,
    });
    expect(reading.label).toBe("4711");
  });

  it("knows no speed, heading or battery from -1", () => {
    const reading = read({ battery: { level: -1, is_charging: false } }, { speed: -1, heading: -1 });
    expect(onlyFix(reading)).toMatchObject({ speedMps: null, headingDegrees: null, batteryPercent: null });
  });

  it("hears an emergency and a mock location", () => {
    const reading = read({ mock: true, extras: { alarm: "sos" } });
    expect(onlyFix(reading)).toMatchObject({ mock: true, alarm: "sos" });
    expect(reading.alarm).toBe("sos");
  });

  it.each([
    [{ coords: undefined }, "ignored: heartbeat"],
    [{ coords: { latitude: null, longitude: null } }, "ignored: heartbeat"],
    [{ coords: { latitude: "x", longitude: 3 } }, "quarantined: place_missing"],
    [{ timestamp: undefined }, "quarantined: time_missing"],
    [{ timestamp: [] }, "quarantined: time_unreadable"],
  ])("reads %j as %s", (change, outcome) => {
    const reading = readBody("traccar", { device_id: "4711", location: { ...location, ...change } });
    expect(outcomes(reading)).toEqual([outcome]);
    expect(reading.status).toMatchObject({ batteryPercent: 81, charging: false });
  });

  it("reads several locations of one request", () => {
    const reading = readBody("traccar", { device_id: "4711", location: [location, location, null] });
    expect(outcomes(reading)).toEqual(["fix", "fix", "quarantined: unreadable"]);
  });
});

describe("the OsmAnd app (LOC-5)", () => {
  it("sends m/s, milliseconds, and the accuracy in metres as hdop", () => {
    expect(onlyFix(readQuery("osmand", osmand))).toMatchObject({
      at: receivedAt - 60_000,
      speedMps: 10,
      accuracyMeters: 12,
      headingDegrees: 90,
      altitudeMeters: 40,
    });
  });

  it("is told from other senders on a device of the wrong setting by its milliseconds", () => {
    expect(onlyFix(readQuery("osmand", osmand.replace(/&timestamp=\d+/, "")))).toMatchObject({
      speedMps: 10,
    });
    const other = osmand.replace(/timestamp=\d+/, `timestamp=${seconds}`);
    expect(onlyFix(readQuery("osmand", other))).toMatchObject({ speedMps: 5.14, accuracyMeters: null });
    expect(onlyFix(readQuery("traccar", osmand))).toMatchObject({ speedMps: 5.14, accuracyMeters: null });
  });

  it("is quarantined where the template was not filled", () => {
    const template = "lat={0}&lon={1}&timestamp={2}";
    expect(outcomes(readQuery("osmand", template))).toEqual(["quarantined: place_missing"]);
  });
});

describe("the protocol of Traccar and OsmAnd", () => {
  it.each(["{", "[[[", `${"[".repeat(10_000)}${"]".repeat(10_000)}`, "a=".padEnd(20_000, "b")])(
    "keeps an unreadable body for diagnosis",
    (body) => {
      expect(outcomes(form(body))).toContain("quarantined: unreadable");
    },
  );

  it("accepts an empty request and an empty list", () => {
    expect(outcomes(form(""))).toEqual(["ignored: empty"]);
    expect(outcomes(form("[]"))).toEqual([]);
  });
});
