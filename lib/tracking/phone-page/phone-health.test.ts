import { describe, expect, it } from "vitest";
import { aPhonePage } from "@/tests/support/phone-samples";
import { type PhonePageCause, phonePageHealth } from "./phone-health";
import type { PhonePageWire } from "./phone-page-wire";

const now = Date.UTC(2026, 10, 27, 9);
const MINUTE = 60_000;
const iso = (minutesAgo: number) => new Date(now - minutesAgo * MINUTE).toISOString();
/** Heard of so many minutes ago, and its fixes too. */
const silent = (minutes: number) => ({ heard_at: iso(minutes), last_fix_at: iso(minutes) });

describe("the health of a phone page (LOC-13)", () => {
  it.each<[string, PhonePageCause, Partial<PhonePageWire>]>([
    ["all is well", "fine", {}],
    ["the person does not share", "not_sharing", { sharing: false, last_fix_at: null }],
    ["the browser was told no", "permission_denied", { permission: "denied", sharing: false }],
    [
      "the browser has not been answered",
      "permission_not_given",
      { permission: "prompt", last_fix_at: null },
    ],
    ["the address is not secure", "insecure", { permission: "insecure", last_fix_at: null }],
    ["a clock ahead is refused", "clock_wrong", { refusal: "wrong_clock" }],
    ["a fix of before the shift was refused, and the clock is right", "fine", { refusal: "outside_shift" }],
    [
      "a slow clock is the last it said before it fell silent",
      "no_contact",
      { clock_ahead_seconds: -900, ...silent(9) },
    ],
    ["what the browser allows is not known yet", "no_position", { permission: "unknown", last_fix_at: null }],
    ["a clock is off by more than fixes may be", "clock_wrong", { clock_ahead_seconds: -301 }],
    ["a clock is off by less", "fine", { clock_ahead_seconds: 299 }],
    ["its fixes are refused for another reason", "refused", { refusal: "refused" }],
    ["the page went away", "page_closed", { state: "closed", ...silent(20) }],
    [
      "the page is in the background and gives nothing",
      "page_hidden",
      { state: "hidden", last_fix_at: iso(3) },
    ],
    ["the page is in the background and goes on", "fine", { state: "hidden" }],
    ["the page was in the background when it fell silent", "page_hidden", { state: "hidden", ...silent(20) }],
    ["it was in front when it fell silent", "no_contact", silent(4)],
    ["it was nearly empty then", "battery_empty", { battery: 6, ...silent(4) }],
    ["it was nearly empty and charging", "no_contact", { battery: 6, charging: true, ...silent(4) }],
    ["it has missed two heartbeats", "no_position", silent(2.9)],
    ["it speaks and knows no place", "no_position", { last_fix_at: iso(5) }],
    ["its places are rough", "approximate", { verdict: "coarse" }],
    ["its places jump", "jumping", { verdict: "outlier" }],
    ["it has minutes of the past to send", "catching_up", { waiting: 60 }],
    ["the screen may go off", "screen_may_sleep", { wake_lock: "unsupported" }],
  ])("%s: %s", (_, cause, over) => {
    expect(phonePageHealth(aPhonePage(now, over), now).cause).toBe(cause);
  });

  it("is unknown before the page has said anything in the shift", () => {
    expect(phonePageHealth(null, now)).toEqual({ cause: "not_opened", tone: "waiting", since: null });
  });

  it("says since when", () => {
    const since = iso(12);
    const hidden = aPhonePage(now, { state: "hidden", state_since: since, ...silent(12) });
    expect(phonePageHealth(hidden, now)).toMatchObject({ cause: "page_hidden", tone: "warn", since });
    expect(phonePageHealth(aPhonePage(now, silent(8)), now)).toMatchObject({
      cause: "no_contact",
      since: iso(8),
    });
  });
});
