import { expect, it } from "vitest";
import type { JobWire } from "@/lib/realtime/protocol";
import { aJob, sampleTime } from "@/tests/support/live-samples";
import { nextArrivals } from "./next-arrivals";

const at = (minutes: number) => new Date(sampleTime + minutes * 60_000).toISOString();
const job = (id: string, over: Partial<JobWire> = {}) => aJob(id, { technician_id: "ada", ...over });
const driving = job("driving", { status: "en_route", window_start: at(90) });
const early = job("early", { window_start: at(30) });
const late = job("late", { window_start: at(60) });
const running = job("running", { status: "running", on_site: true, started_at: at(0) });

it.each([
  ["to where he drives, before what is planned earlier", [late, early, driving], "driving", true, null],
  ["to what is planned first", [late, early], "early", false, null],
  [
    "to what is planned first, after the job that runs",
    [{ ...running, estimated_duration_minutes: 45 }, late],
    "late",
    false,
    sampleTime + 45 * 60_000,
  ],
  [
    "nobody knows when, after a job that takes nobody knows how long",
    [running, late],
    "late",
    false,
    "unknown",
  ],
] as const)("who is on shift goes %s", (_, jobs, id, onTheWay, departsAt) => {
  const found = nextArrivals(jobs, new Set(["ada"]));
  expect(found).toMatchObject([{ job: { id }, technicianId: "ada", onTheWay, departsAt }]);
});

it("nobody goes anywhere off shift, without a job, or to where he is already", () => {
  expect(nextArrivals([early], new Set())).toEqual([]);
  expect(nextArrivals([running], new Set(["ada"]))).toEqual([]);
  expect(nextArrivals([{ ...driving, on_site: true, arrived_at: at(1) }], new Set(["ada"]))).toEqual([]);
});
