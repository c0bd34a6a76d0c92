import { describe, expect, it } from "vitest";
import type { JobWire, TechnicianWire } from "@/lib/realtime/protocol";
import { fieldDay } from "./field-step";

const onShift = { shift_started_at: "2026-11-21T07:00:00.000Z" } as TechnicianWire;
const dayStart = Date.parse("2026-11-20T23:00:00Z");
const job = (number: number, status: JobWire["status"], over: Partial<JobWire> = {}) =>
  ({
    id: `j${number}`,
    number,
    status,
    on_site: false,
    window_start: `2026-11-21T${String(number).padStart(2, "0")}:00:00.000Z`,
    finished_at: null,
    ...over,
  }) as JobWire;

describe("the phone shows one next thing to do", () => {
  it("is the shift, before anything else", () => {
    const day = fieldDay({ ...onShift, shift_started_at: null }, [job(9, "assigned")], dayStart);
    expect(day.step).toEqual({ kind: "start_shift" });
  });

  it.each([
    ["assigned", "start_travel"],
    ["en_route", "check_in"],
    ["running", "complete"],
    ["on_hold", "resume"],
  ] as const)("a job that is %s: %s", (status, kind) => {
    expect(fieldDay(onShift, [job(9, status)], dayStart).step).toMatchObject({ kind, job: { number: 9 } });
  });

  it("is checking in for whoever already stands at the site", () => {
    expect(fieldDay(onShift, [job(9, "assigned", { on_site: true })], dayStart).step.kind).toBe("check_in");
  });

  it("stays with the running job, then the one travelled to, then goes by the window", () => {
    const jobs = [
      job(8, "assigned"),
      job(12, "running"),
      job(11, "en_route"),
      job(7, "on_hold"),
      job(10, "assigned"),
    ];
    const day = fieldDay(onShift, jobs, dayStart);
    expect([day.next?.number, ...day.later.map((one) => one.number)]).toEqual([12, 11, 8, 10, 7]);
  });

  it("tells what is done with the newest first", () => {
    const done = [9, 11, 10].map((number) =>
      job(number, "completed", { finished_at: `2026-11-21T${String(number).padStart(2, "0")}:40:00.000Z` }),
    );
    expect(fieldDay(onShift, done, dayStart).done.map((one) => one.number)).toEqual([11, 10, 9]);
  });

  it("is the end of the shift when nothing is left", () => {
    const done = job(9, "completed", { finished_at: "2026-11-21T10:00:00.000Z" });
    const old = job(3, "completed", { finished_at: "2026-11-20T10:00:00.000Z" });
    const day = fieldDay(onShift, [done, old], dayStart);
    expect(day).toMatchObject({ next: null, step: { kind: "end_shift" } });
    expect(day.done.map((one) => one.number)).toEqual([9]);
  });
});
