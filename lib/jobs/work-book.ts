import { timeOnSiteSeconds } from "@/lib/geofence/time-on-site";
import type { VisitCloseReason } from "@/lib/geofence/types";
import { type BookedVisit, VisitBook, type VisitWrites } from "@/lib/geofence/visit-book";
import type { NewEvent } from "@/lib/realtime/append-events";
import type { JobWire, TechnicianWire } from "@/lib/realtime/protocol";
import { technicianEvent } from "@/lib/technicians/status-event";
import { statusFromWork } from "@/lib/technicians/status-from-work";
import { departureMemory, startMemory } from "./fence-memory";
import { jobEvent } from "./job-news";
import { type JobRow, jobWire } from "./job-wire";
import { pendingStartOf, type StartModes, startModeFor } from "./start-mode";
import { startOnArrival } from "./start-on-arrival";
import type { JobOutcome, JobStatus, PassedQuestion, PendingStart } from "./types";

/** A job with all that its wire form needs, except what its visits add up to. */
export type WorkedJob = Omit<JobRow, "onSite" | "timeOnSiteSeconds"> & { readonly startModes: StartModes };

export interface CrewMember {
  readonly wire: TechnicianWire;
  /** His running job and the one he drives to. */
  readonly busy: readonly { readonly jobId: string; readonly status: JobStatus }[];
}

/** What a book is opened with; all of it was read under the locks of its jobs and crew. */
export interface WorkKnown {
  readonly jobs: readonly WorkedJob[];
  /** Visits of these jobs, whoever made them. */
  readonly visits: readonly BookedVisit[];
  /** Only needed where somebody arrives: an arrival changes what he is doing. */
  readonly crew: readonly CrewMember[];
  /** When rows are changed; the same for all of them. */
  readonly now: Date;
  /** The database's clock, epoch ms: up to it open visits are counted. */
  readonly countedUpTo: number;
  /** Ids that grow from one to the next. */
  nextId(): string;
}

export interface Arrival {
  readonly jobId: string;
  readonly at: Date;
  /** False when we learned of it so late that no job is moved any more (LOC-8). */
  readonly recent: boolean;
}

/** A start by the fence, as the history of the job tells it. */
export interface FenceStart {
  readonly jobId: string;
  readonly technicianId: string;
  readonly fromStatus: JobStatus;
  readonly at: Date;
}

export interface JobWrite {
  /** What the row said when it was locked. */
  readonly before: WorkedJob["job"];
  readonly after: WorkedJob["job"];
}

export interface WorkWrites {
  readonly visits: VisitWrites;
  readonly jobs: readonly JobWrite[];
  readonly starts: readonly FenceStart[];
  readonly technicians: readonly TechnicianWire[];
  /** In the order things happened. */
  readonly events: readonly NewEvent[];
}

/**
 * Jobs, their visits and their technicians while many arrivals and departures have their effect on them: everything is
 * decided here, one after the other and each with its event, and then written with a statement per table.
 */
export class WorkBook {
  readonly visits: VisitBook;
  readonly nextId: () => string;
  private readonly jobs = new Map<string, WorkedJob>();
  private readonly before = new Map<string, WorkedJob["job"]>();
  private readonly crew = new Map<string, CrewMember>();
  private readonly moved = new Set<string>();
  private readonly starts: FenceStart[] = [];
  private readonly events: NewEvent[] = [];

  constructor(private readonly known: WorkKnown) {
    this.visits = new VisitBook(known.visits, known.nextId);
    this.nextId = known.nextId;
    for (const one of known.jobs) {
      this.jobs.set(one.job.id, one);
      this.before.set(one.job.id, one.job);
    }
    for (const member of known.crew) this.crew.set(member.wire.id, member);
  }

  /** The job as it is now. */
  job(jobId: string): WorkedJob["job"] {
    return this.worked(jobId).job;
  }

  tell(event: NewEvent): void {
    this.events.push(event);
  }

  /**
   * Lets arrivals at one moment have their effect on the jobs: the earliest scheduled starts, unless another of this
   * technician's jobs runs (GEO-2, GEO-7). Book the visits first.
   * @returns what became of each job, by id
   */
  arrive(technicianId: string, arrivals: readonly Arrival[]): ReadonlyMap<string, JobOutcome> {
    const arrived = arrivals.map(({ jobId, at, recent }) => {
      const { job, startModes } = this.worked(jobId);
      const { number, windowStart, status, technicianId: holder, startRefusedAt } = job;
      // A job that went to somebody else in the meantime is not this technician's to start, nor are its times.
      const standing = holder === technicianId ? status : ("cancelled" as const);
      const refused = startRefusedAt !== null && at <= startRefusedAt;
      const mode = startModeFor(job, startModes);
      return {
        jobId,
        number,
        windowStart: windowStart?.getTime() ?? null,
        recent,
        status: standing,
        mode,
        refused,
      };
    });
    const outcomes = startOnArrival(arrived, this.runningOf(technicianId));
    for (const { jobId, at } of arrivals) {
      const job = this.job(jobId);
      if (job.technicianId !== technicianId) continue;
      this.set(jobId, {
        arrivedAt: job.arrivedAt && job.arrivedAt < at ? job.arrivedAt : at,
        departedAt: null,
        fenceDeparture: null,
      });
      if (outcomes.get(jobId) === "started") {
        this.start(technicianId, jobId, at);
        continue;
      }
      const mode = pendingModes[outcomes.get(jobId) ?? ""];
      if (mode) this.wait(jobId, pendingStartOf(mode, at, this.known.now));
      this.tellVisit(jobId, at);
    }
    const [first] = arrivals;
    if (first) this.followWork(technicianId, first.at);
    return outcomes;
  }

  /** Notes that the technician has left; the job stays running until somebody completes it (GEO-2). */
  depart(technicianId: string, jobId: string, at: Date, reason: VisitCloseReason): void {
    if (this.job(jobId).technicianId !== technicianId) return;
    const { now } = this.known;
    const fenceDeparture = departureMemory(null, { at: at.getTime(), reason }, now);
    this.set(jobId, { departedAt: at, fenceDeparture, updatedAt: now });
    this.wait(jobId, null);
    this.tellVisit(jobId, at);
  }

  /** Asks whether a drive-past was a visit (GEO-3). */
  ask(jobId: string, question: PassedQuestion, at: Date): void {
    this.set(jobId, { passedQuestions: [...this.job(jobId).passedQuestions, question] });
    this.tellVisit(jobId, at);
  }

  /** Asks no longer: later fixes have shown what it was. */
  withdrawQuestion(jobId: string, decisionId: string): void {
    const { passedQuestions } = this.job(jobId);
    const left = passedQuestions.filter((question) => question.decisionId !== decisionId);
    if (left.length === passedQuestions.length) return;
    this.set(jobId, { passedQuestions: left });
    this.tellVisit(jobId, this.known.now);
  }

  /**
   * Sets arrival and departure of jobs from their technician's visits after these were corrected. Visits of whoever had
   * the job before do not count: assigning it made it new.
   */
  refreshSiteTimes(jobIds: readonly string[]): void {
    for (const jobId of jobIds) {
      const { technicianId, arrivedAt, departedAt, pendingStart, fenceDeparture } = this.job(jobId);
      const stays = this.visits.ofJob(jobId).filter((visit) => visit.technicianId === technicianId);
      const ends = stays.map((visit) => visit.departed?.at ?? null);
      const last = stays.findLast((visit) => visit.departed?.at === Math.max(...ends.map(Number)));
      const arrived = stays.length === 0 ? null : Math.min(...stays.map((visit) => visit.arrivedAt));
      const departed = ends.includes(null) || ends.length === 0 ? null : Math.max(...ends.map(Number));
      if (!ends.includes(null)) this.wait(jobId, null);
      const isSettled = pendingStart !== this.job(jobId).pendingStart;
      if (
        !isSettled &&
        arrived === (arrivedAt?.getTime() ?? null) &&
        departed === (departedAt?.getTime() ?? null)
      )
        continue;
      const { now } = this.known;
      const left = departed === null ? null : (last?.departed ?? null);
      this.set(jobId, {
        arrivedAt: dateOf(arrived),
        departedAt: dateOf(departed),
        fenceDeparture: departureMemory(fenceDeparture, left, now),
        updatedAt: now,
      });
      this.tellVisit(jobId, now);
    }
  }

  writes(): WorkWrites {
    const jobs: JobWrite[] = [];
    for (const [jobId, before] of this.before) {
      const after = this.job(jobId);
      if (after !== before) jobs.push({ before, after });
    }
    const technicians = [...this.crew.values()].flatMap(({ wire }) =>
      this.moved.has(wire.id) ? [wire] : [],
    );
    const { starts, events } = this;
    return { visits: this.visits.writes(), jobs, starts, technicians, events };
  }

  private start(technicianId: string, jobId: string, at: Date): void {
    const { status: fromStatus, version } = this.job(jobId);
    const { now } = this.known;
    const started = { status: "running", startedAt: at, startedByFence: true, pendingStart: null } as const;
    const fenceStart = startMemory(this.job(jobId), now);
    this.set(jobId, { ...started, fenceStart, version: version + 1, updatedAt: now });
    this.starts.push({ jobId, technicianId, fromStatus, at });
    const news = { change: "start", previousStatus: fromStatus, occurredAt: at, technicianId };
    this.tell(jobEvent(this.wireOf(jobId), news, null));
  }

  /** Leaves a start pending, or none. */
  private wait(jobId: string, pendingStart: PendingStart | null): void {
    const { pendingStart: before, version } = this.job(jobId);
    if (before === null && pendingStart === null) return;
    this.set(jobId, { pendingStart, version: version + 1, updatedAt: this.known.now });
  }

  private tellVisit(jobId: string, occurredAt: Date): void {
    const news = { change: "visit", previousStatus: this.job(jobId).status, occurredAt };
    this.tell(jobEvent(this.wireOf(jobId), news, null));
  }

  /** Lets a technician's status follow his work (DSP-5). */
  private followWork(technicianId: string, at: Date): void {
    const member = this.crew.get(technicianId);
    if (!member) throw new Error(`technician ${technicianId} arrives without being in the book`);
    const { wire } = member;
    const busy = this.busyWith(technicianId);
    const status = statusFromWork(wire.status, {
      running: busy.some((job) => job.status === "running"),
      enRoute: busy.some((job) => job.status === "en_route"),
      onShift: wire.shift_started_at !== null,
    });
    if (status === wire.status) return;
    const changed = { ...wire, status, status_since: at.toISOString() };
    this.crew.set(technicianId, { ...member, wire: changed });
    this.moved.add(technicianId);
    this.tell(technicianEvent(changed, wire.status, at));
  }

  private runningOf(technicianId: string): string | null {
    return this.busyWith(technicianId).find(({ status }) => status === "running")?.jobId ?? null;
  }

  /** His jobs that run or that he drives to; of the jobs of the book as they are by now. */
  private busyWith(technicianId: string): readonly { jobId: string; status: JobStatus }[] {
    const elsewhere = (this.crew.get(technicianId)?.busy ?? []).filter(({ jobId }) => !this.jobs.has(jobId));
    const here = [...this.jobs.values()].filter(({ job }) => job.technicianId === technicianId);
    return [...elsewhere, ...here.map(({ job }) => ({ jobId: job.id, status: job.status }))];
  }

  private wireOf(jobId: string): JobWire {
    const stays = this.visits.ofJob(jobId).map(({ arrivedAt, departed }) => {
      return { arrivedAt, departedAt: departed?.at ?? null };
    });
    return jobWire({
      ...this.worked(jobId),
      onSite: stays.some((stay) => stay.departedAt === null),
      timeOnSiteSeconds: timeOnSiteSeconds(stays, this.known.countedUpTo),
    });
  }

  private worked(jobId: string): WorkedJob {
    const worked = this.jobs.get(jobId);
    if (!worked) throw new Error(`job ${jobId} vanished under its visit`);
    return worked;
  }

  private set(jobId: string, change: Partial<WorkedJob["job"]>): void {
    const worked = this.worked(jobId);
    this.jobs.set(jobId, { ...worked, job: { ...worked.job, ...change } });
  }
}

const pendingModes: Partial<Record<string, "timed" | "ask">> = { starts_soon: "timed", asked: "ask" };

function dateOf(at: number | null): Date | null {
  return at === null ? null : new Date(at);
}
