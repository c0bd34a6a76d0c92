import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromPositionWire } from "@/lib/realtime/live-position";
import type { JobWire, PositionWire, TechnicianWire } from "@/lib/realtime/protocol";
import type { SilenceWire } from "@/lib/tracking/silence/silence-wire";
import { aJob, anArrival, aPosition, aTechnician, sampleTime } from "@/tests/support/live-samples";
import type { ArrivalWire } from "./arrival-wire";
import { AT_RISK_BEFORE_MS, attention, jobUrgency, LOW_BATTERY_PERCENT } from "./attention";
import { SILENT_AFTER_MS } from "./silence";

const MINUTE = 60_000;
const now = sampleTime + 60 * MINUTE;
const at = (minutes: number) => new Date(now + minutes * MINUTE).toISOString();
const technician = (over: Partial<TechnicianWire> = {}) => aTechnician("t", over);
const position = (over: Partial<PositionWire> = {}) =>
  fromPositionWire(aPosition({ recorded_at: at(0), ...over }));
const job = (over: Partial<JobWire> = {}) => aJob("j", over);

describe("who needs attention", () => {
  it.each([
    ["nothing to say", {}, {}, null],
    ["late from the minute after the window", {}, { window_end: at(-12) }, "late"],
    ["not late at the very end of the window", {}, { window_end: at(0), status: "en_route" }, null],
    ["not late once somebody arrived", {}, { window_end: at(-12), arrived_at: at(-20) }, null],
    ["not late when the work runs", {}, { window_end: at(-12), status: "running" }, null],
    ["not late when it is over", {}, { window_end: at(-12), status: "completed" }, null],
    ["late for an appointment without an end", {}, { window_start: at(-3) }, "late"],
    ["in time while the window is open", {}, { window_start: at(-30), window_end: at(60) }, null],
    ["late by the SLA even inside the window", {}, { window_end: at(60), sla_due_at: at(-1) }, "late"],
    ["at risk when nobody travels and the end is near", {}, { window_end: at(14) }, "at_risk"],
    ["silent after five minutes", { recorded_at: at(-5.1) }, {}, "silent"],
    ["heard of within five minutes", { recorded_at: at(-4.9) }, {}, null],
    ["low on battery", { battery: LOW_BATTERY_PERCENT - 1 }, {}, "low_battery"],
    ["enough battery", { battery: LOW_BATTERY_PERCENT }, {}, null],
    ["late before silent", { recorded_at: at(-30) }, { window_end: at(-1) }, "late"],
  ] as const)("%s", (_, where, what, reason) => {
    const found = attention(technician(), position(where), [job(what)], now);
    expect(found.reason?.id ?? null).toBe(reason);
    expect(found.level).toBe(reason === "late" ? "critical" : reason === null ? "none" : "warning");
  });

  it("counts the minutes of lateness and names the job that waits longest", () => {
    const jobs = [
      aJob("a", { number: 7, window_end: at(-12) }),
      aJob("b", { number: 8, window_end: at(-75) }),
    ];
    const found = attention(technician(), position(), jobs, now);
    expect(found).toMatchObject({
      jobId: "b",
      reason: { id: "late", values: { hours: 1, minutes: 15, job: 8 } },
    });
  });

  it("asks nothing of somebody whose shift is over", () => {
    const off = technician({ status: "off_duty", shift_started_at: null });
    expect(attention(off, position({ recorded_at: at(-500), battery: 3 }), [], now).level).toBe("none");
    expect(attention(off, null, [], now).silent).toBe(false);
  });

  it("counts from the start of the shift when the last place is of the day before", () => {
    const yesterday = position({ recorded_at: at(-900) });
    expect(attention(technician({ shift_started_at: at(-4) }), yesterday, [], now).silent).toBe(false);
    const found = attention(technician({ shift_started_at: at(-6) }), yesterday, [], now);
    expect(found.reason).toEqual({ id: "never_heard", values: { since: Date.parse(at(-6)) } });
  });

  it("says why somebody is silent only while that is what is said of him", () => {
    const silence: SilenceWire = {
      technician_id: "t",
      source: "page",
      cause: "page_hidden",
      since: at(-9),
      battery: 80,
    };
    const told = (recordedAt: string, jobs: readonly JobWire[] = []) =>
      attention(technician(), position({ recorded_at: recordedAt }), jobs, now, null, silence).cause;
    expect(told(at(-9))).toBe(silence);
    expect(told(at(0))).toBeNull();
    expect(told(at(-9), [job({ window_end: at(-1) })])).toBeNull();
  });

  it("tells somebody who was never heard of from somebody who fell silent", () => {
    const fresh = technician({ shift_started_at: at(-4) });
    const long = technician({ shift_started_at: at(-6) });
    expect(attention(fresh, null, [], now).reason).toBeNull();
    expect(attention(long, null, [], now).reason).toEqual({
      id: "never_heard",
      values: { since: now - 6 * MINUTE },
    });
  });

  it("keeps marker and words together: silent says silent, late says late", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -30, max: 5 }),
        fc.integer({ min: -90, max: 90 }),
        fc.integer({ min: 0, max: 100 }),
        (age, end, battery) => {
          const found = attention(
            technician(),
            position({ recorded_at: at(age), battery }),
            [job({ window_end: at(end) })],
            now,
          );
          expect(found.silent).toBe(-age * MINUTE > SILENT_AFTER_MS);
          expect(found.late).toBe(end < 0);
          if (found.late) expect(found.reason?.id).toBe("late");
          else if (found.silent) expect(found.reason?.id).toBe("silent");
          expect(found.level === "none").toBe(found.reason === null);
        },
      ),
    );
  });
});

describe("how pressing a job is", () => {
  it("goes from none to at risk to late and never back while nobody comes", () => {
    const order = ["none", "at_risk", "late"];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 240 }), fc.integer({ min: 0, max: 60 }), (from, later) => {
        const planned = job({ window_end: at(120) });
        const first = order.indexOf(jobUrgency(planned, now + from * MINUTE));
        const then = order.indexOf(jobUrgency(planned, now + (from + later) * MINUTE));
        expect(then).toBeGreaterThanOrEqual(first);
      }),
    );
  });

  it("is at risk while the warning stands that who is on the way will not make it, and only then", () => {
    const travelled = job({ status: "en_route", window_end: at(AT_RISK_BEFORE_MS / MINUTE) });
    const window_risk = { since: at(-1), cause: "arrives_late" as const, late_seconds: 240 };
    expect(jobUrgency(travelled, now)).toBe("none");
    expect(jobUrgency({ ...travelled, window_risk }, now)).toBe("at_risk");
    expect(jobUrgency({ ...travelled, window_risk, arrived_at: at(0) }, now)).toBe("none");
  });

  it("says how late it will be: by the newest estimate, and without one by what the warning said", () => {
    const window_risk = { since: at(-1), cause: "arrives_late" as const, late_seconds: 240 };
    const travelled = job({ status: "en_route", window_end: at(10), window_risk });
    const said = (arrival: ArrivalWire | null) =>
      attention(technician(), position(), [travelled], now, arrival).reason;
    expect(said(null)).toEqual({
      id: "will_be_late",
      values: { hours: 0, minutes: 4, job: travelled.number },
    });
    const seconds = 25 * 60;
    expect(said(anArrival("j", { seconds, as_of: at(0) }))?.values).toMatchObject({ minutes: 15 });
    expect(said(anArrival("another", { seconds, as_of: at(0) }))?.values).toMatchObject({ minutes: 4 });
  });
});
