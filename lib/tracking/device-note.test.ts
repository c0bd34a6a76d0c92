import { describe, expect, it } from "vitest";
import { receivedAt, trackerRequest } from "@/tests/support/tracker-request";
import { noteOf, noteOfDiscarded } from "./device-note";
import { maskedRequest } from "./trackers/masked-request";
import { readTrackerRequest } from "./trackers/read-tracker-request";

const token = `trk_${"x".repeat(43)}`;
const context = { retentionMs: 60 * 86_400_000, passphrase: null };
const good = { accepted: true, duplicate: false, verdict: "good", verdict_reason: null };
const resent = { ...good, duplicate: true, verdict: "duplicate" };

const feature = (minutesAgo: number, lat = 6.5) => ({
  geometry: { type: "Point", coordinates: [3.4, lat] },
  properties: { timestamp: new Date(receivedAt - minutesAgo * 60_000).toISOString(), device_id: token },
});
const request = trackerRequest("overland", {
  body: JSON.stringify({
    locations: [
      {},
      { geometry: null },
      feature(-60),
      feature(-61),
      feature(0, 999),
      feature(3),
      feature(1),
      feature(2),
    ],
  }),
});
const reading = readTrackerRequest(request, context);
const sent = { request: maskedRequest(request, [token]), secrets: [token] };

describe("what one request leaves behind (LOC-5)", () => {
  const note = noteOf(reading, [good, good, resent], sent, receivedAt);

  it("counts every thing it said exactly once", () => {
    expect(note.counts).toEqual({
      stored: 2,
      duplicates: 1,
      quarantined: 3,
      discarded: 0,
      ignored: 2,
      offShift: 0,
    });
    expect(note.newestFixAt).toBe(receivedAt - 60_000);
    expect(note.lastRequest?.verdicts).toEqual([
      { verdict: "good", reason: null, count: 2 },
      { verdict: "duplicate", reason: null, count: 1 },
    ]);
  });

  it("keeps every place that was quarantined, under its reason", () => {
    expect(note.quarantine.map(({ reason, count, places }) => [reason, count, places.length])).toEqual([
      ["clock_ahead", 2, 2],
      ["place_impossible", 1, 1],
    ]);
  });

  it("hides the token in what the device calls itself", () => {
    expect([reading.label, note.label]).toEqual([token, "[hidden]"]);
  });

  it("is a number and nothing else when the device is revoked", () => {
    expect(noteOfDiscarded(reading, receivedAt)).toMatchObject({
      counts: { stored: 0, quarantined: 0, discarded: 6, ignored: 2 },
      label: null,
      status: null,
      lastRequest: null,
      quarantine: [],
      alarm: null,
    });
  });
});
