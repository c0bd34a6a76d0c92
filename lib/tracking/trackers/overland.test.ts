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

const properties = {
  timestamp: new Date(receivedAt - 60_000).toISOString(),
  horizontal_accuracy: 12,
  speed: 10,
  course: 90,
  altitude: 40,
  motion: ["driving", "stationary"],
  battery_state: "unplugged",
  battery_level: 0.81,
  device_id: "van-7",
};
const feature = (change: object = {}, coordinates: unknown = [3.3792, 6.5248]) => ({
  type: "Feature",
  geometry: { type: "Point", coordinates },
  properties: { ...properties, ...change },
});
const read = (...locations: unknown[]) => readBody("overland", { locations });

describe("Overland (LOC-5)", () => {
  it("sends longitude first, m/s, metres and a battery of 0 to 1", () => {
    const reading = read(feature());
    expect(onlyFix(reading)).toEqual({
      at: receivedAt - 60_000,
      point: { lat: 6.5248, lng: 3.3792 },
      accuracyMeters: 12,
      speedMps: 10,
      headingDegrees: 90,
      altitudeMeters: 40,
      batteryPercent: 81,
      charging: false,
      activity: "driving,stationary",
      mock: false,
      alarm: null,
      clockRepair: null,
    });
    expect(reading).toMatchObject({ label: "van-7", sender: "overland" });
  });

  it.each([
    [{ speed: -1 }, "speedMps", null],
    [{ course: -1 }, "headingDegrees", null],
    [{ battery_level: -1 }, "batteryPercent", null],
    [{ battery_level: 81 }, "batteryPercent", null],
    [{ horizontal_accuracy: -1 }, "accuracyMeters", null],
    [{ motion: [] }, "activity", null],
    [{ motion: [7, "walking"] }, "activity", "walking"],
    [{ battery_state: "charging" }, "charging", true],
    [{ battery_state: "full" }, "charging", true],
    [{ battery_state: "unknown" }, "charging", null],
    [{ battery_state: true }, "charging", true],
    [{ battery_state: false }, "charging", false],
    [{ timestamp: "2026-03-02T00:00:00-0700" }, "at", receivedAt - 3_600_000],
  ])("reads %j", (change, name, expected) => {
    expect(onlyFix(read(feature(change)))).toMatchObject({ [name]: expected });
  });

  it("goes on after features that are no fixes, and counts them", () => {
    const reading = read(
      feature(),
      { type: "Feature", properties: { timestamp: properties.timestamp, action: "did_enter_background" } },
      feature({ action: "will_terminate" }),
      feature({ action: "visit", arrival_date: null }),
      feature({ type: "trip", mode: "driving" }),
      { type: "Feature", properties },
      7,
      null,
      feature({ timestamp: new Date(receivedAt).toISOString(), battery_level: 0.8 }),
    );
    expect(
      reading.items.map((item) => [
        item.kind,
        item.kind === "fix" ? 1 : item.reason,
        item.kind === "fix" ? 1 : item.count,
      ]),
    ).toEqual([
      ["fix", 1, 1],
      ["ignored", "action_log", 2],
      ["ignored", "visit", 1],
      ["ignored", "trip", 1],
      ["ignored", "no_geometry", 1],
      ["quarantined", "unreadable", 2],
      ["fix", 1, 1],
    ]);
    expect(reading.status).toMatchObject({ batteryPercent: 80, charging: false });
  });

  it("takes the battery of the newest fix whatever their order", () => {
    const older = feature({ timestamp: new Date(receivedAt - 3_600_000).toISOString(), battery_level: 0.9 });
    expect(read(feature(), older).status.batteryPercent).toBe(81);
  });

  it.each([
    [{}, [3.3792], "place_missing"],
    [{}, [3.3792, "x"], "place_missing"],
    [{}, "3.3792,6.5248", "place_missing"],
    [{}, [6.5, 103.8], "place_swapped"],
    [{}, [361, 91], "place_impossible"],
    [{ horizontal_accuracy: -1 }, [0, 0], "place_unknown"],
    [{ timestamp: undefined }, [3, 6], "time_missing"],
    [{ timestamp: "noon" }, [3, 6], "time_unreadable"],
  ])("keeps %j at %j for diagnosis only: %s", (change, coordinates, reason) => {
    expect(outcomes(read(feature(change, coordinates)))).toEqual([`quarantined: ${reason}`]);
  });

  it("leaves `current` and `trip` of a long queue alone: their fixes follow", () => {
    const reading = readBody("overland", {
      locations: [feature()],
      current: feature({ speed: 3 }),
      trip: {},
    });
    expect(outcomes(reading)).toEqual(["fix"]);
  });

  it("reads all of a batch that is larger than one of our own API", () => {
    const batch = Array.from({ length: 2500 }, (_, index) =>
      feature({ timestamp: new Date(receivedAt - index * 1000).toISOString() }),
    );
    expect(read(...batch).items).toHaveLength(2500);
  });

  it("reads its OwnTracks mode, and answers as Overland", () => {
    const tst = (receivedAt - 978_307_200_000) / 1000;
    const reading = readBody("overland", { _type: "location", lat: 6.5, lon: 3.4, tst, acc: 12, batt: 81 });
    expect(onlyFix(reading)).toMatchObject({ at: receivedAt, clockRepair: "epoch_2001", batteryPercent: 81 });
    expect(reading.sender).toBe("overland");
  });

  it.each(["{}", "[]", "null", "{", '{"locations":{}}'])("keeps %s for diagnosis", (body) => {
    const reading = readTrackerRequest(trackerRequest("overland", { body }), device);
    expect(outcomes(reading)).toEqual(["quarantined: unreadable"]);
  });

  it("accepts an empty body and an empty batch", () => {
    expect(outcomes(readTrackerRequest(trackerRequest("overland"), device))).toEqual(["ignored: empty"]);
    expect(outcomes(read())).toEqual([]);
  });
});
