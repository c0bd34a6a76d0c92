import type { ArrivalsWire, ArrivalWire } from "@/lib/dispatch/arrival-wire";
import {
  applyEvents,
  applyInitialState,
  applyJob,
  completeUpTo,
  emptyLiveState,
  type LiveState,
} from "@/lib/realtime/apply-event";
import {
  fromCompactRow,
  fromLocationUpdate,
  fromPositionWire,
  type LivePosition,
  replaces,
} from "@/lib/realtime/live-position";
import type {
  AnyEvent,
  CompactPosition,
  InitialStateWire,
  JobWire,
  LocationUpdateWire,
} from "@/lib/realtime/protocol";
import type { SilencesWire, SilenceWire } from "@/lib/tracking/silence/silence-wire";
import type { ConnectionState } from "./connection-state";
import { Topics } from "./topics";

/** What can be listened to. Positions also have a topic each: `position:<technician id>`. */
export type LiveTopic = "world" | "positions" | "arrivals" | "silences" | "connection" | `position:${string}`;

const sameSilence = (a: SilenceWire, b: SilenceWire) =>
  a.source === b.source && a.cause === b.cause && a.since === b.since && a.battery === b.battery;

/**
 * Everything a page knows, outside React: the numbered world, the newest position of everybody, and how well we
 * hear the server. Hooks and the map's canvas read it and are woken by topic.
 */
export class LiveStore {
  readonly #topics = new Topics();
  readonly #eventListeners = new Set<(event: AnyEvent) => void>();
  readonly #positions = new Map<string, LivePosition>();
  /** By technician: nobody is under way to two jobs. */
  #arrivals: ReadonlyMap<string, ArrivalWire> = new Map();
  #silences: ReadonlyMap<string, SilenceWire> = new Map();
  readonly #clock: () => number;
  #idByNumber = new Map<number, string>();
  #world: LiveState = emptyLiveState;
  #connection: ConnectionState = {
    phase: "connecting",
    mode: "live",
    because: null,
    latencyMs: null,
    lastHeardAt: null,
    dataAsOf: null,
    nextAttemptAt: null,
  };
  #offsetMs = 0;

  /** @param clock the browser's own clock, epoch ms */
  constructor(clock: () => number = Date.now) {
    this.#clock = clock;
  }

  readonly world = (): LiveState => this.#world;
  readonly connection = (): ConnectionState => this.#connection;
  readonly position = (technicianId: string): LivePosition | null =>
    this.#positions.get(technicianId) ?? null;
  readonly positions = (): ReadonlyMap<string, LivePosition> => this.#positions;
  /** When a technician reaches his next job. */
  readonly arrivalOf = (technicianId: string): ArrivalWire | null => this.#arrivals.get(technicianId) ?? null;
  /** Why a technician is silent, as the server told last; he may have been heard of since. */
  readonly silenceOf = (technicianId: string): SilenceWire | null => this.#silences.get(technicianId) ?? null;
  /** The server's time as far as we know it, epoch ms; ages of positions are measured with it. */
  readonly now = (): number => this.#clock() + this.#offsetMs;

  readonly subscribe = (topic: LiveTopic, listener: () => void): (() => void) =>
    this.#topics.subscribe(topic, listener);

  /** Every event that becomes known from now on, exactly once; those of a snapshot are history and do not count. */
  readonly onEvent = (listener: (event: AnyEvent) => void): (() => void) => {
    this.#eventListeners.add(listener);
    return () => this.#eventListeners.delete(listener);
  };

  takeSnapshot(snapshot: InitialStateWire, startOver = false): void {
    this.#setWorld(applyInitialState(this.#world, snapshot, startOver));
    if (startOver) {
      const gone = [...this.#positions.keys()];
      this.#positions.clear();
      this.#tellPositions(gone);
    }
    this.takeArrivals({ all: true, items: snapshot.arrivals, gone: [] });
    this.takeSilences({ all: true, items: snapshot.silences, gone: [] });
    this.#takePositions(
      Object.entries(snapshot.positions).map(([id, wire]) => [id, fromPositionWire(wire)] as const),
    );
  }

  takeEvents(events: readonly AnyEvent[]): void {
    const { state, fresh } = applyEvents(this.#world, events);
    this.#setWorld(state);
    this.#forgetErased(fresh);
    for (const event of fresh) for (const listener of [...this.#eventListeners]) listener(event);
  }

  /** See `completeUpTo` of apply-event. */
  completeUpTo(seq: number): void {
    this.#setWorld(completeUpTo(this.#world, seq));
  }

  takeCompact(rows: readonly CompactPosition[]): void {
    this.#takePositions(
      rows.flatMap((row) => {
        const parsed = fromCompactRow(row);
        const id = parsed === null ? undefined : this.#idByNumber.get(parsed.number);
        return parsed === null || id === undefined ? [] : [[id, parsed.position] as const];
      }),
    );
  }

  takeLocationUpdates(updates: readonly LocationUpdateWire[]): void {
    this.#takePositions(updates.map((wire) => [wire.technician_id, fromLocationUpdate(wire)] as const));
  }

  takeArrivals({ all, items, gone }: ArrivalsWire): void {
    const left = new Set([...gone, ...items.map(({ job_id }) => job_id)]);
    const kept = all ? [] : [...this.#arrivals.values()].filter(({ job_id }) => !left.has(job_id));
    this.#arrivals = new Map([...kept, ...items].map((arrival) => [arrival.technician_id, arrival] as const));
    this.#topics.tell("arrivals");
  }

  takeSilences({ all, items, gone }: SilencesWire): void {
    const silences = new Map(all ? [] : this.#silences);
    for (const id of gone) silences.delete(id);
    for (const silence of items) {
      const held = this.#silences.get(silence.technician_id);
      // The same object for the same words, so that nobody draws them again.
      silences.set(silence.technician_id, held && sameSilence(held, silence) ? held : silence);
    }
    this.#silences = silences;
    this.#topics.tell("silences");
  }

  /** Shows the answer to our own request at once; the event that follows confirms it. */
  readonly applyJob = (job: JobWire): void => this.#setWorld(applyJob(this.#world, job));

  setConnection(change: Partial<ConnectionState>): void {
    const next = { ...this.#connection, ...change };
    const names = Object.keys(change) as (keyof ConnectionState)[];
    if (names.every((name) => next[name] === this.#connection[name])) return;
    this.#connection = next;
    this.#topics.tell("connection");
  }

  /** @param offsetMs how far the server's clock is ahead of ours */
  setClockOffset(offsetMs: number): void {
    this.#offsetMs = offsetMs;
  }

  /** A shift that ended earlier than this page knew takes the places since then with it (LOC-12). */
  #forgetErased(events: readonly AnyEvent[]): void {
    const gone = events.flatMap(({ type, data }) => {
      if (type !== "technician_status" || data.status !== "off_duty") return [];
      const held = this.#positions.get(data.technician_id);
      // He may have started again since: then the place is of that shift.
      if (this.#world.technicians.get(data.technician_id)?.shift_started_at) return [];
      return held && held.recordedAt >= Date.parse(data.occurred_at) ? [data.technician_id] : [];
    });
    for (const id of gone) this.#positions.delete(id);
    this.#tellPositions(gone);
  }

  #setWorld(next: LiveState): void {
    if (next === this.#world) return;
    if (next.technicians !== this.#world.technicians) {
      this.#idByNumber = new Map([...next.technicians.values()].map((one) => [one.number, one.id] as const));
    }
    this.#world = next;
    this.#topics.tell("world");
  }

  #takePositions(entries: readonly (readonly [string, LivePosition])[]): void {
    const changed: string[] = [];
    for (const [id, position] of entries) {
      if (!replaces(this.#positions.get(id), position)) continue;
      this.#positions.set(id, position);
      changed.push(id);
    }
    this.#tellPositions(changed);
  }

  #tellPositions(ids: readonly string[]): void {
    for (const id of ids) this.#topics.tell(`position:${id}`);
    if (ids.length > 0) this.#topics.tell("positions");
  }
}
