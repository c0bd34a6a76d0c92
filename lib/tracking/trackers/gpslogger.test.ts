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
const iso = "2026-03-02T07:59:00.000Z";
const template = `lat=6.5248&lon=3.3792&acc=12.0&alt=40.0&spd=10.0&dir=90.0&timestamp=${seconds}&batt=81.0&ischarging=true`;
const fixOf = (query: string) => onlyFix(readQuery("gpslogger", query));

describe("GPSLogger (LOC-5)", () => {
  it("sends m/s, metres, percent and seconds by the template we hand out, in the query or the body", () => {
    const expected = {
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
    };
    expect(fixOf(template)).toEqual(expected);
    const posted = readTrackerRequest(trackerRequest("gpslogger", { body: template }), device);
    expect(onlyFix(posted)).toEqual(expected);
  });

  it("reads everything that %ALL writes, with its trailing ampersand", () => {
    const all = `lat=6.5248&lon=3.3792&sat=9&desc=&alt=40.0&acc=12.0&dir=90.0&prov=gps&spd_kph=36.0&spd=10.0&timestamp=${seconds}&timeoffset=2026-03-02T08%3A59%3A00.000%2B01%3A00&time=${encodeURIComponent(iso)}&starttimestamp=1&date=2026-03-02&batt=81.0&ischarging=true&aid=4f2&ser=unknown&act=&filename=20260302&profile=Default&hdop=&vdop=&pdop=&dist=0&`;
    const reading = readQuery("gpslogger", all);
    expect(onlyFix(reading)).toEqual(fixOf(template));
    expect(reading.label).toBe("unknown");
  });

  it.each([
    ["lat=6&lon=3&spd_kph=36", "speedMps", 10],
    ["lat=6&lon=3&spd=1&spd_kph=36", "speedMps", 1],
    ["lat=6&lon=3&acc=0.0", "accuracyMeters", null],
    ["lat=6&lon=3&hdop=2", "accuracyMeters", null],
    [`latitude=6&longitude=3&time=${iso}`, "at", receivedAt - 60_000],
    ["lat=6&long=3&time=2026-03-02T08:59:00.000+0100", "at", receivedAt - 60_000],
    [`lat=6&lon=3&timestamp=%25TIMESTAMP&time=${iso}`, "at", receivedAt - 60_000],
    [`lat=6&lon=3&time=${seconds}`, "at", receivedAt - 60_000],
    ["lat=6&lon=3", "at", receivedAt],
  ])("reads %s", (query, name, expected) => {
    expect(fixOf(query)).toMatchObject({ [name]: expected });
  });

  it("reads a template written as JSON, whatever content type it has", () => {
    const body = { lat: 6.5248, lon: 3.3792, acc: 12, spd: 10, timestamp: String(seconds), more: { lat: 1 } };
    expect(onlyFix(readBody("gpslogger", body))).toMatchObject({ at: receivedAt - 60_000, speedMps: 10 });
  });

  it.each([
    ["acc=12&timestamp=1", "place_missing"],
    ["lat=%25LAT&lon=%25LON", "place_missing"],
    ["lat=0.0&lon=0.0&acc=0.0", "place_unknown"],
    ["lat=6&lon=3&time=noon", "time_unreadable"],
    ["lat=6&lon=3&timestamp=1", "older_than_retention"],
  ])("keeps %s for diagnosis only: %s", (query, reason) => {
    expect(outcomes(readQuery("gpslogger", query))).toEqual([`quarantined: ${reason}`]);
  });

  it.each(["[]", "{", '"text'.padEnd(20_000)])("keeps an unreadable body for diagnosis", (body) => {
    const reading = readTrackerRequest(trackerRequest("gpslogger", { body }), device);
    expect(outcomes(reading)).toEqual(["quarantined: unreadable"]);
  });

  it("accepts an empty request", () => {
    expect(outcomes(readQuery("gpslogger", ""))).toEqual(["ignored: empty"]);
  });
});
