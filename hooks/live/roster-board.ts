import { type JobUrgency, jobUrgency } from "@/lib/dispatch/attention";
import { type Roster, rosterOf, sameView, type TechnicianView, technicianView } from "@/lib/dispatch/roster";
import type { JobWire } from "@/lib/realtime/protocol";
import { jobsByTechnician, rememberLast } from "./derived";
import type { LiveStore } from "./live-store";
import type { SecondClock } from "./second-clock";
import { Topics } from "./topics";

const noJobs: readonly JobWire[] = [];
const emptyRoster: Roster = {
  groups: [],
  counts: { all: 0, attention: 0, available: 0, en_route: 0, on_job: 0, off: 0 },
};

/**
 * What rows and markers say about everybody, worked out once for all of them: after each change of the world and
 * once a second, never per fix. Views that say the same keep their identity.
 */
export class RosterBoard {
  readonly #store: LiveStore;
  readonly #clock: SecondClock;
  readonly #topics = new Topics();
  readonly #jobsOf = rememberLast(jobsByTechnician);
  #views: ReadonlyMap<string, TechnicianView> = new Map();
  #urgencies: ReadonlyMap<string, JobUrgency> = new Map();
  #roster = emptyRoster;
  #watchers = 0;
  #stop: (() => void) | undefined;

  constructor(store: LiveStore, clock: SecondClock) {
    this.#store = store;
    this.#clock = clock;
  }

  readonly roster = (): Roster => this.#roster;
  readonly view = (technicianId: string): TechnicianView | null => this.#views.get(technicianId) ?? null;
  readonly views = (): ReadonlyMap<string, TechnicianView> => this.#views;
  readonly urgency = (jobId: string): JobUrgency => this.#urgencies.get(jobId) ?? "none";
  readonly jobsOf = (technicianId: string): readonly JobWire[] =>
    this.#jobsOf(this.#store.world().jobs).get(technicianId) ?? noJobs;

  /** Topics: `roster` (order and counts), `views` (any of them), `urgencies` (any), `view:<id>`, `urgency:<job id>`. */
  readonly subscribe = (topic: string, listener: () => void): (() => void) => {
    const leave = this.#topics.subscribe(topic, listener);
    this.#watchers += 1;
    if (this.#watchers === 1) this.#start();
    return () => {
      leave();
      this.#watchers -= 1;
      if (this.#watchers === 0) this.#stop?.();
    };
  };

  #start(): void {
    const recompute = () => this.refresh(this.#store.now());
    const leaveWorld = this.#store.subscribe("world", recompute);
    const leaveSilences = this.#store.subscribe("silences", recompute);
    const leaveClock = this.#clock.subscribe(recompute);
    this.#stop = () => {
      leaveWorld();
      leaveSilences();
      leaveClock();
    };
    recompute();
  }

  /** Works everything out as of a moment. @param now epoch ms */
  refresh(now: number): void {
    const { technicians, jobs } = this.#store.world();
    const changed: string[] = [];
    const views = new Map<string, TechnicianView>();
    for (const technician of technicians.values()) {
      const position = this.#store.position(technician.id);
      const arrival = this.#store.arrivalOf(technician.id);
      const silence = this.#store.silenceOf(technician.id);
      const view = technicianView(technician, position, this.jobsOf(technician.id), now, arrival, silence);
      const held = this.#views.get(technician.id);
      const same = held !== undefined && sameView(held, view);
      views.set(technician.id, same ? held : view);
      if (!same) changed.push(`view:${technician.id}`);
    }
    const gone = [...this.#views.keys()].filter((id) => !views.has(id)).map((id) => `view:${id}`);
    this.#views = views;

    const pressing: string[] = [];
    const urgencies = new Map<string, JobUrgency>();
    for (const job of jobs.values()) {
      const urgency = jobUrgency(job, now);
      if (urgency !== "none") urgencies.set(job.id, urgency);
      if (urgency !== this.urgency(job.id)) pressing.push(`urgency:${job.id}`);
    }
    this.#urgencies = urgencies;

    for (const topic of pressing) this.#topics.tell(topic);
    if (pressing.length > 0) this.#topics.tell("urgencies");
    changed.push(...gone);
    if (changed.length === 0) return;
    const roster = rosterOf([...views.values()]);
    const reordered = JSON.stringify(roster) !== JSON.stringify(this.#roster);
    if (reordered) this.#roster = roster;
    for (const topic of changed) this.#topics.tell(topic);
    this.#topics.tell("views");
    if (reordered) this.#topics.tell("roster");
  }
}
