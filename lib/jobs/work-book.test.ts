import { describe, expect, it } from "vitest";
import type { TechnicianWire } from "@/lib/realtime/protocol";
import type { JobStatus } from "./types";
import { WorkBook, type WorkedJob, type WorkKnown } from "./work-book";

const START = Date.UTC(2026, 2, 2, 8);
const at = (minutes: number) => new Date(START + minutes * 60_000);

function jobOf(number: number, more: Partial<WorkedJob["job"]> = {}): WorkedJob {
  const job: WorkedJob["job"] = {
    tenantId: "acme",
    id: `job ${number}`,
    number,
    title: "Fibre install",
    type: "general",
    priority: "normal",
    status: "assigned",
    version: 1,
    siteId: "site",
    customerName: null,
    customerPhone: null,
    notes: null,
    windowStart: null,
    windowEnd: null,
    slaDueAt: null,
    estimatedDurationMinutes: null,
    requiredSkills: [],
    technicianId: "ada",
    arrivalRadiusMeters: null,
    approachRadiusMeters: null,
    departureRadiusMeters: null,
    polygon: null,
    assignedAt: at(-60),
    travelStartedAt: null,
    arrivedAt: null,
    departedAt: null,
    startedAt: null,
    startedByFence: false,
    pendingStart: null,
    fenceStart: null,
    fenceDeparture: null,
    passedQuestions: [],
    startRefusedAt: null,
    windowRisk: null,
    finishedAt: null,
    finishReason: null,
    createdAt: at(-60),
    updatedAt: at(-60),
    ...more,
  };
  const site = {
    tenantId: "acme",
    id: "site",
    name: null,
    address: null,
    lat: 6.5,
    lng: 3.4,
    createdAt: at(-60),
  };
  return {
    job,
    site,
    tenantArrivalRadiusMeters: 100,
    tenantApproachRadiusMeters: 500,
    startModes: { startMode: "automatic", startModesByType: {} },
  };
}

const ada: TechnicianWire = {
  id: "ada",
  number: 1,
  full_name: "Ada Obi",
  email: null,
  phone: null,
  status: "available",
  status_since: at(-60).toISOString(),
  skills: [],
  vehicle_label: null,
  shift_started_at: at(-60).toISOString(),
  created_at: at(-60).toISOString(),
};

function bookOf(jobs: WorkedJob[], busy: { jobId: string; status: JobStatus }[] = []): WorkBook {
  let next = 0;
  const known: WorkKnown = {
    jobs,
    visits: [],
    crew: [{ wire: ada, busy }],
    now: at(30),
    countedUpTo: at(30).getTime(),
    nextId: () => {
      next += 1;
      return `id ${next}`;
    },
  };
  return new WorkBook(known);
}

function come(book: WorkBook, jobId: string, minutes: number, recent = true) {
  const visit = { technicianId: "ada", jobId, arrivedAt: at(minutes).getTime(), arrivedAfter: null };
  book.visits.book({ ...visit, openedBy: "fence", departed: null });
  return book.arrive("ada", [{ jobId, at: at(minutes), recent }]).get(jobId);
}

function go(book: WorkBook, jobId: string, minutes: number): void {
  const moment = at(minutes).getTime();
  book.visits.end({ technicianId: "ada", jobId }, { at: moment, after: moment, reason: "left" });
  book.depart("ada", jobId, at(minutes), "left");
}

describe("a book of work", () => {
  it("starts the first job he comes to and makes the next one wait, as if each had been written alone", () => {
    const book = bookOf([jobOf(1), jobOf(2)]);
    expect(come(book, "job 1", 1)).toBe("started");
    go(book, "job 1", 5);
    expect(come(book, "job 2", 9)).toBe("waiting_other_job_runs");
    const { events, jobs, starts, technicians } = book.writes();
    expect(events.map(({ type, payload }) => `${type} ${payload.change ?? payload.status}`)).toEqual([
      "job_status start",
      "technician_status on_job",
      "job_status visit",
      "job_status visit",
    ]);
    expect(jobs.map(({ after }) => [after.status, after.version, after.departedAt])).toEqual([
      ["running", 2, at(5)],
      ["assigned", 1, null],
    ]);
    expect(starts).toEqual([{ jobId: "job 1", technicianId: "ada", fromStatus: "assigned", at: at(1) }]);
    expect(technicians).toMatchObject([{ status: "on_job", status_since: at(1).toISOString() }]);
  });

  it("tells each event with the job as it was then, not as it is in the end", () => {
    const book = bookOf([jobOf(1)]);
    come(book, "job 1", 0);
    go(book, "job 1", 10);
    come(book, "job 1", 20);
    const told = book.writes().events.filter(({ type }) => type === "job_status");
    expect(told.map(({ payload }) => payload.job)).toMatchObject([
      { on_site: true, departed_at: null },
      { on_site: false, departed_at: at(10).toISOString(), time_on_site_seconds: 600 },
      { on_site: true, departed_at: null, time_on_site_seconds: 1200 },
    ]);
  });

  it("lets a job that runs elsewhere keep the others waiting, and starts nothing for old news", () => {
    expect(come(bookOf([jobOf(1)], [{ jobId: "other", status: "running" }]), "job 1", 1)).toBe(
      "waiting_other_job_runs",
    );
    expect(come(bookOf([jobOf(1)]), "job 1", 1, false)).toBe("too_old_to_start");
  });

  it("touches neither state nor times of a job that is somebody else's by now", () => {
    const book = bookOf([jobOf(1, { technicianId: "ben" })]);
    expect(come(book, "job 1", 1)).toBe("not_startable");
    go(book, "job 1", 5);
    expect(book.writes()).toMatchObject({ jobs: [], starts: [], events: [] });
  });

  it("corrects the times of jobs whose visits say otherwise, and only of those", () => {
    const book = bookOf([jobOf(1), jobOf(2, { arrivedAt: at(3), departedAt: at(4) }), jobOf(3)]);
    const visit = { technicianId: "ada", arrivedAfter: null, openedBy: "fence" as const };
    const departed = { at: at(8).getTime(), after: null, reason: "left" as const };
    book.visits.book({ ...visit, jobId: "job 1", arrivedAt: at(2).getTime(), departed });
    book.visits.book({ ...visit, jobId: "job 1", arrivedAt: at(1).getTime(), departed });
    book.refreshSiteTimes(["job 1", "job 2", "job 3"]);
    expect(book.writes().jobs.map(({ after }) => [after.id, after.arrivedAt, after.departedAt])).toEqual([
      ["job 1", at(1), at(8)],
      ["job 2", null, null],
    ]);
  });
});
