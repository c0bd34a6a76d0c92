import { describe, expect, it } from "vitest";
import type { JobWire } from "@/lib/realtime/protocol";
import { countJobs, groupJobs, type JobInPanel, jobFilters } from "./job-groups";

const dayStart = Date.parse("2026-11-20T23:00:00Z");
const entry = (
  number: number,
  status: JobWire["status"],
  over: Partial<JobWire> = {},
  urgency: JobInPanel["urgency"] = "none",
): JobInPanel => ({
  urgency,
  job: {
    id: `j${number}`,
    number,
    title: "Survey",
    status,
    technician_id: status === "pending" ? null : "t",
    on_site: false,
    window_start: null,
    finished_at: null,
    customer_name: "Mrs Bello",
    site_name: null,
    address: "12 Lagoon Close",
    ...over,
  } as JobWire,
});

const day = [
  entry(1, "assigned", { window_start: "2026-11-21T12:00:00Z" }),
  entry(2, "assigned", { window_start: "2026-11-21T09:00:00Z" }),
  entry(3, "assigned", {}, "at_risk"),
  entry(4, "en_route", {}, "late"),
  entry(5, "pending"),
  entry(6, "running", { on_site: true }),
  entry(7, "completed", { finished_at: "2026-11-21T08:00:00Z" }),
  entry(8, "failed", { finished_at: "2026-11-21T10:00:00Z" }),
  entry(9, "completed", { finished_at: "2026-11-20T10:00:00Z" }),
];
const numbers = (filter: (typeof jobFilters)[number], search = "") =>
  groupJobs(day, filter, search, dayStart).map((group) => [group.id, ...group.jobs.map((job) => job.number)]);

describe("the jobs of the panel", () => {
  it("come with what needs attention on top, late before at risk, then by window", () => {
    expect(numbers("open")).toEqual([
      ["attention", 4, 3],
      ["on_site", 6],
      ["assigned", 2, 1],
      ["unassigned", 5],
    ]);
  });

  it("count under done only what ended today, newest first", () => {
    expect(numbers("done")).toEqual([["done", 8, 7]]);
  });

  it("stand under on site while their technician is there and they wait to be started", () => {
    const waiting = [entry(1, "assigned", { on_site: true }), entry(2, "en_route", { on_site: true })];
    expect(groupJobs(waiting, "open", "", dayStart).map(({ id, jobs }) => [id, jobs.length])).toEqual([
      ["on_site", 2],
    ]);
  });

  it("are counted as they would be shown", () => {
    const counts = countJobs(day, dayStart);
    for (const filter of jobFilters) {
      expect(counts[filter]).toBe(numbers(filter).reduce((sum, group) => sum + group.length - 1, 0));
    }
  });

  it("are found by every word of a search, in any order", () => {
    expect(numbers("open", "lagoon #6")).toEqual([["on_site", 6]]);
    expect(numbers("open", "bello harbour")).toEqual([]);
  });
});
