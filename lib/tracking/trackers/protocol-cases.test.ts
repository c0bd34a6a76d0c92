import { describe, expect, it } from "vitest";
import {
  type ExpectedFix,
  loadProtocolCases,
  type ProtocolCase,
  protocolCasesMissing,
} from "@/tests/support/protocol-cases";
import { device, receivedAt, trackerRequest } from "@/tests/support/tracker-request";
import type { TrackerApp } from "../types";
import { answerFor } from "./answer-for";
import { readTrackerRequest } from "./read-tracker-request";
import type { TrackerFix, TrackerReading } from "./types";

const cases = loadProtocolCases();
if (cases === null) process.stdout.write(`${protocolCasesMissing}\n`);

function appOf({ protocol, client }: ProtocolCase): TrackerApp {
  if (protocol.startsWith("osmand")) return client.startsWith("OsmAnd") ? "osmand" : "traccar";
  return protocol as TrackerApp;
}

/** Received a minute after its newest fix. */
function read(each: ProtocolCase, app: TrackerApp): TrackerReading {
  const { method, query, headers, body } = each.request;
  const times = each.expect.fixes.map(({ time }) => Date.parse(time)).filter(Number.isFinite);
  const request = trackerRequest(app, {
    method,
    query: query ?? "",
    body: body ?? "",
    contentType: headers["Content-Type"] ?? null,
    headers: { limitUser: headers["X-Limit-U"] ?? null, limitDevice: headers["X-Limit-D"] ?? null },
    receivedAt: times.length === 0 ? receivedAt : Math.max(...times) + 60_000,
  });
  return readTrackerRequest(request, device);
}

function fixesOf(reading: TrackerReading): TrackerFix[] {
  return reading.items.flatMap((item) => (item.kind === "fix" ? [item.fix] : []));
}

/** Null is asserted as unknown, numbers within the tolerances of the cases. */
function expectFix(fix: TrackerFix | undefined, expected: ExpectedFix): void {
  const close = (actual: number | null | undefined, wanted: number | null, tolerance: number) => {
    if (wanted === null) expect(actual).toBeNull();
    else expect(Math.abs((actual ?? Number.NaN) - wanted)).toBeLessThanOrEqual(tolerance);
  };
  close(fix?.point.lat, expected.lat, 1e-6);
  close(fix?.point.lng, expected.lon, 1e-6);
  close(fix?.at, Date.parse(expected.time), 1);
  close(fix?.speedMps, expected.speed_mps, 0.02);
  close(fix?.accuracyMeters, expected.accuracy_m, 0.5);
  close(fix?.batteryPercent, expected.battery_pct, 1);
  if (expected.altitude_m !== null) close(fix?.altitudeMeters, expected.altitude_m, 0.5);
  if (expected.bearing_deg !== null) close(fix?.headingDegrees, expected.bearing_deg, 0.5);
  if (expected.charging !== undefined) expect(fix?.charging).toBe(expected.charging);
}

describe.skipIf(cases === null)("requests of real tracker apps (LOC-5)", () => {
  it.each(cases ?? [])("reads $id of $client as it was meant", (each) => {
    const app = appOf(each);
    const reading = read(each, app);
    const fixes = fixesOf(reading);
    expect(fixes).toHaveLength(each.expect.outcome === "store" ? each.expect.fixes.length : 0);
    for (const [index, expected] of each.expect.fixes.entries()) expectFix(fixes[index], expected);
    if (each.expect.outcome === "ignore") {
      expect(reading.items.every(({ kind }) => kind === "ignored")).toBe(true);
    }
    if (!each.expect.device.startsWith("from ")) expect(reading.label).toBe(each.expect.device);
    if (each.expect.response_json !== undefined) {
      expect(JSON.parse(answerFor(reading.sender).body)).toEqual(each.expect.response_json);
    }
  });

  it.each((cases ?? []).filter(({ protocol }) => protocol.startsWith("osmand")))(
    "reads $id alike on a device that was set to OsmAnd by mistake",
    (each) => {
      expect(fixesOf(read(each, "osmand"))).toEqual(fixesOf(read(each, "traccar")));
    },
  );
});
