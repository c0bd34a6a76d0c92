import { describe, expect, it } from "vitest";
import { deviceHealth, SILENT_AFTER_MS } from "./device-health";
import type { DeviceWire, LastRequestWire, UnderstoodWire } from "./device-wire";

const now = Date.parse("2026-11-27T09:00:00Z");
const minutesAgo = (minutes: number) => new Date(now - minutes * 60_000).toISOString();

function item(kind: UnderstoodWire["kind"], reason: string | null = null): UnderstoodWire {
  const nowhere = { recorded_at: null, latitude: null, longitude: null, accuracy: null, speed: null };
  return { kind, reason, sentence: `about ${reason ?? kind}`, ...nowhere, count: 1, withheld: false };
}

function request(understood: UnderstoodWire[], ...verdicts: string[]): LastRequestWire {
  return {
    received_at: minutesAgo(1),
    request: "POST /api/ingest/owntracks",
    withheld: false,
    understood,
    more: 0,
    verdicts: verdicts.map((verdict) => ({ verdict, reason: null, count: 1 })),
  };
}

const unknownFacts = {
  permission: null,
  precise_location: null,
  power_saving: null,
  battery_optimised: null,
} as const;

/** A device that spoke a minute ago and of which nothing bad is known. */
function device(over: Partial<Omit<DeviceWire, "facts">> & { facts?: Partial<DeviceWire["facts"]> } = {}) {
  return {
    device_id: "d",
    technician_id: "t",
    app: "owntracks",
    label: null,
    push_waypoints: false,
    reported_label: null,
    created_at: minutesAgo(600),
    revoked_at: null,
    last_request_at: minutesAgo(1),
    last_fix_at: minutesAgo(1),
    battery: 80,
    charging: false,
    counts: { stored: 9, duplicates: 0, quarantined: 0, discarded: 0, ignored: 0, off_shift: 0 },
    last_request: request([item("fix")], "good"),
    ...over,
    facts: { ...unknownFacts, ...over.facts },
  } satisfies DeviceWire;
}

const quiet = { last_request_at: minutesAgo(40), last_fix_at: minutesAgo(40) };
const refusedFor = (reason: string) => request([item("ignored", "status"), item("quarantined", reason)]);

describe("the health of a device names the cause of its silence", () => {
  it.each<[string, DeviceWire, string, string]>([
    ["nothing wrong", device(), "fine", "good"],
    ["revoked, whatever else", device({ revoked_at: minutesAgo(5), ...quiet }), "revoked", "off"],
    ["added, never heard", device({ last_request_at: null, last_fix_at: null }), "never_heard", "waiting"],
    ["location denied", device({ facts: { permission: "denied" } }), "permission_denied", "bad"],
    ["clock ahead", device({ last_request: refusedFor("clock_ahead") }), "clock_ahead", "bad"],
    ["swapped place", device({ last_request: refusedFor("place_swapped") }), "quarantined", "bad"],
    [
      "refused, then silent",
      device({ ...quiet, last_request: refusedFor("clock_ahead") }),
      "clock_ahead",
      "bad",
    ],
    ["simulated", device({ last_request: request([item("fix")], "mock") }), "mock", "bad"],
    ["only while open", device({ facts: { permission: "while_in_use" } }), "while_in_use", "warn"],
    [
      "only while open, silent",
      device({ ...quiet, facts: { permission: "while_in_use" } }),
      "while_in_use",
      "bad",
    ],
    ["power saving, silent", device({ ...quiet, facts: { power_saving: true } }), "power_saving", "bad"],
    ["optimised", device({ facts: { battery_optimised: true } }), "battery_optimised", "warn"],
    ["empty", device({ ...quiet, battery: 4, facts: { power_saving: true } }), "battery_empty", "bad"],
    ["low on power, but charging", device({ ...quiet, battery: 4, charging: true }), "no_contact", "warn"],
    ["low and speaking", device({ battery: 4 }), "fine", "good"],
    ["silent, cause unknown", device(quiet), "no_contact", "warn"],
    [
      "heartbeats only",
      device({ last_fix_at: null, last_request: request([item("ignored")]) }),
      "no_location_yet",
      "waiting",
    ],
    [
      "no location any more",
      device({ last_fix_at: minutesAgo(90), last_request: request([item("ignored")]) }),
      "no_recent_location",
      "warn",
    ],
    [
      "a backlog",
      device({ last_fix_at: minutesAgo(90), last_request: request([item("fix")], "late") }),
      "catching_up",
      "good",
    ],
    [
      "off shift",
      device({ last_fix_at: null, last_request: request([item("fix")], "off_shift") }),
      "off_shift",
      "good",
    ],
    ["sent before", device({ last_request: request([item("fix")], "duplicate") }), "only_duplicates", "warn"],
    [
      "too far away to believe",
      device({ last_request: request([item("fix")], "outlier") }),
      "jumping",
      "warn",
    ],
    ["some of it new", device({ last_request: request([item("fix")], "duplicate", "good") }), "fine", "good"],
    ["approximate", device({ facts: { precise_location: false } }), "approximate", "warn"],
    ["precise", device({ facts: { precise_location: true, permission: "always" } }), "fine", "good"],
  ])("%s", (_name, one, cause, tone) => {
    expect(deviceHealth(one, now)).toMatchObject({ cause, tone });
  });

  it("says since when it is silent, and only when it is", () => {
    const last = new Date(now - SILENT_AFTER_MS).toISOString();
    expect(deviceHealth(device({ last_request_at: last, last_fix_at: last }), now).silentSince).toBeNull();
    expect(deviceHealth(device({ last_request_at: last, last_fix_at: last }), now + 1)).toMatchObject({
      silentSince: last,
      at: last,
      cause: "no_contact",
    });
    expect(deviceHealth(device({ ...quiet, facts: { power_saving: true } }), now).silentSince).toBe(
      quiet.last_request_at,
    );
  });

  it("gives the sentence of the complaint, so that the person knows which setting is wrong", () => {
    expect(deviceHealth(device({ last_request: refusedFor("place_swapped") }), now).sentence).toBe(
      "about place_swapped",
    );
    expect(deviceHealth(device(), now).sentence).toBeNull();
  });
});
