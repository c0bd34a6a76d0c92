import { describe, expect, it } from "vitest";
import { noteOf } from "./device-note";
import { composeReading } from "./trackers/compose-reading";
import { maskedRequest } from "./trackers/masked-request";
import { quarantined } from "./trackers/settle-fix";
import type { TrackerFix, TrackerItem } from "./trackers/types";
import { withholdPlaces } from "./withhold-places";

const RECEIVED = 1_800_000_000_000;
const point = { lat: 6.123456, lng: 3.654321 };
const digits = /6\.123456|3\.654321/;

/** Odd moments are off shift. */
const moment = (seconds: number) => RECEIVED + seconds;

function fix(seconds: number, more: Partial<TrackerFix> = {}): TrackerItem {
  return {
    kind: "fix",
    fix: {
      at: moment(seconds),
      point,
      accuracyMeters: 8,
      speedMps: 1,
      headingDegrees: null,
      altitudeMeters: null,
      batteryPercent: 70,
      charging: null,
      activity: null,
      mock: false,
      alarm: null,
      clockRepair: null,
      ...more,
    },
  };
}

const lost = (seconds: number | null) =>
  quarantined("place_swapped", {
    at: seconds === null ? null : moment(seconds),
    point,
    accuracyMeters: 8,
  });
const transition: TrackerItem = { kind: "ignored", reason: "transition", count: 1 };

/** Tracked are even moments. */
function kept(items: readonly TrackerItem[], receivedAt: number, isTracked = (at: number) => at % 2 === 0) {
  const request = maskedRequest(
    {
      app: "owntracks",
      method: "POST",
      query: `lat=${point.lat}`,
      contentType: "application/json",
      body: JSON.stringify(point),
      headers: { limitUser: null, limitDevice: null },
      receivedAt,
    },
    [],
  );
  const note = noteOf(composeReading("owntracks", items), [], { request, secrets: [] }, receivedAt);
  return { note, held: withholdPlaces(note, isTracked) };
}

describe("what is kept of a request of a device (LOC-12)", () => {
  it("is everything when all its moments are tracked", () => {
    const { note, held } = kept([fix(2), lost(4), transition], RECEIVED);
    expect(held).toBe(note);
  });

  it.each<[string, TrackerItem[], number]>([
    ["a fix from off shift", [fix(1)], RECEIVED],
    ["a fix from off shift that came on shift", [fix(3), fix(5)], RECEIVED],
    ["what is no fix and came off shift", [lost(null)], RECEIVED + 1],
    ["what is no fix, with a time from off shift", [lost(3)], RECEIVED],
    ["what is no fix, with a time on shift, that came off shift", [lost(2)], RECEIVED + 1],
    ["a message that is no location and came off shift", [transition], RECEIVED + 1],
  ])("is no coordinate of %s", (_name, items, receivedAt) => {
    const { held } = kept(items, receivedAt);
    expect(JSON.stringify(held)).not.toMatch(digits);
    expect(held.lastRequest?.withheld).toBe(true);
    expect(held.lastRequest?.items).toHaveLength(items.length);
  });

  it("is all of what came on shift with a time that is none: a wrong unit, which somebody has to see", () => {
    const { note, held } = kept(
      [quarantined("older_than_retention", { at: 1_801, point, accuracyMeters: 8 })],
      RECEIVED,
    );
    expect(held).toBe(note);
  });

  it("is the place of a fix on shift, though the request as it came goes for its neighbour's sake", () => {
    const { held } = kept([fix(1), fix(2)], RECEIVED + 1);
    expect(held.lastRequest?.items.map((item) => item.kind === "fix" && item.point)).toEqual([null, point]);
    expect(held.lastRequest?.request).toMatchObject({ query: "", body: "" });
  });

  it("is the place of an emergency, on shift or off", () => {
    const items = [fix(1, { alarm: "sos" })];
    const reading = { ...composeReading("traccar", items), alarm: "sos" as const };
    const request = { method: "GET", query: "", contentType: null, body: "", cut: false };
    const note = noteOf(reading, [], { request, secrets: [] }, RECEIVED);
    expect(withholdPlaces(note, () => false).alarm?.point).toEqual(point);
  });
});
