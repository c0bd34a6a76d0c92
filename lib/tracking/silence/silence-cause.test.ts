import { describe, expect, it } from "vitest";
import { aPhonePage } from "@/tests/support/phone-samples";
import type { DeviceWire } from "../device-wire";
import { type SilentTechnician, silenceCause } from "./silence-cause";
import type { SilenceWire } from "./silence-wire";

const now = Date.UTC(2026, 10, 27, 9);
const iso = (minutesAgo: number) => new Date(now - minutesAgo * 60_000).toISOString();

const aDevice = (over: Partial<DeviceWire> = {}): DeviceWire => ({
  device_id: "d",
  technician_id: "t",
  app: "owntracks",
  label: null,
  push_waypoints: false,
  reported_label: null,
  created_at: iso(1000),
  revoked_at: null,
  last_request_at: iso(7),
  last_fix_at: iso(7),
  battery: 60,
  charging: false,
  facts: { permission: null, precise_location: null, power_saving: null, battery_optimised: null },
  counts: { stored: 1, duplicates: 0, quarantined: 0, discarded: 0, ignored: 0, off_shift: 0 },
  last_request: null,
  ...over,
});

const aSilent = (over: Partial<SilentTechnician> = {}): SilentTechnician => ({
  technicianId: "t",
  shiftStartedAt: iso(60),
  wasHeard: true,
  page: null,
  devices: [],
  hasAccount: true,
  isSignedIn: true,
  ...over,
});

const hidden = aPhonePage(now - 9 * 60_000, { state: "hidden" });

describe("why a technician is silent (LOC-13)", () => {
  it.each<[string, Partial<SilentTechnician>, Partial<SilenceWire>]>([
    [
      "the page he uses is in the background",
      { page: hidden },
      { source: "page", cause: "page_hidden", since: iso(9) },
    ],
    [
      "a tracker app that gave the newest fix counts, not the page he closed in the morning",
      { page: aPhonePage(now - 50 * 60_000, { state: "closed" }), devices: [aDevice()] },
      { source: "owntracks", cause: "no_contact", since: iso(7) },
    ],
    [
      "the page counts when it gave the newest fix, not the tracker of last week",
      { page: hidden, devices: [aDevice({ last_fix_at: iso(9000), last_request_at: iso(9000) })] },
      { source: "page", cause: "page_hidden" },
    ],
    [
      "what the page says now, not the tracker that was put away before this shift",
      {
        wasHeard: false,
        page: aPhonePage(now - 60_000, { permission: "denied", last_fix_at: null }),
        devices: [aDevice({ last_fix_at: iso(9000), last_request_at: iso(9000) })],
      },
      { source: "page", cause: "permission_denied" },
    ],
    [
      "the system that sent the positions, not a page that was opened once and a tracker never used",
      {
        page: aPhonePage(now - 60_000, { sharing: false, last_fix_at: null }),
        devices: [aDevice({ last_fix_at: null, last_request_at: null })],
      },
      { source: "api", cause: "api_silent" },
    ],
    [
      "of two that never had a fix the one that was heard of last",
      {
        wasHeard: false,
        page: aPhonePage(now - 60_000, { permission: "denied", last_fix_at: null }),
        devices: [aDevice({ last_fix_at: null, last_request_at: null })],
      },
      { source: "page", cause: "permission_denied" },
    ],
    [
      "a tracker app that speaks without a place",
      { devices: [aDevice({ last_request_at: iso(1), last_fix_at: iso(10) })] },
      { source: "owntracks", cause: "no_recent_location" },
    ],
    [
      "a tracker app that was nearly empty",
      { devices: [aDevice({ battery: 4 })] },
      { source: "owntracks", cause: "battery_empty", battery: 4 },
    ],
    [
      "nobody is signed in any more",
      { page: hidden, isSignedIn: false },
      { source: "page", cause: "signed_out" },
    ],
    [
      "a cause that the page itself told is better than the ended session",
      { page: aPhonePage(now - 9 * 60_000, { permission: "denied" }), isSignedIn: false },
      { source: "page", cause: "permission_denied" },
    ],
    ["the page was never opened", { wasHeard: false }, { source: "page", cause: "not_opened" }],
    [
      "nobody ever signed in",
      { wasHeard: false, isSignedIn: false },
      { source: "page", cause: "signed_out" },
    ],
    [
      "there is nothing to speak with",
      { wasHeard: false, hasAccount: false, isSignedIn: false },
      { source: null, cause: "no_source" },
    ],
    [
      "another system sent what came",
      { hasAccount: false, isSignedIn: false },
      { source: "api", cause: "api_silent" },
    ],
    ["the page speaks again and has a place", { page: aPhonePage(now) }, { source: "page", cause: "fine" }],
  ])("%s", (_, silent, told) => {
    expect(silenceCause(aSilent(silent), now)).toMatchObject({ technician_id: "t", ...told });
  });
});
