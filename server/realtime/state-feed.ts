import { log } from "@/lib/log";
import { rooms } from "@/lib/realtime/rooms";
import type { LiveServer, LiveSocket } from "./socket-types";

/** Something about technicians that has no number: what it is, how it is read and how it is said. */
export interface StateOf<Row extends { readonly technician_id: string }> {
  readonly name: string;
  /** All of a company. */
  readonly read: (tenantId: string) => Promise<readonly Row[]>;
  /** What a row is about, and what `gone` names. */
  readonly keyOf: (row: Row) => string;
  readonly send: (
    to: ReturnType<LiveServer["to"]>,
    message: { all: boolean; items: Row[]; gone: string[] },
  ) => void;
}

/**
 * State of one tenant for the sockets of one node: all of it to who joins, then what changed, to consoles and to the technician
 * himself. One after the other, so that an older picture never comes after a newer one.
 */
export class StateFeed<Row extends { readonly technician_id: string }> {
  /** What the sockets were told, by key; null until something was. */
  private told: ReadonlyMap<string, Row> | null = null;
  /** Sockets that have not been told how things stand. */
  private readonly waiting = new Set<LiveSocket>();
  private queue: Promise<void> = Promise.resolve();
  /** A look that has not begun will see this change too. */
  private isDue = false;

  constructor(
    private readonly io: LiveServer,
    private readonly tenantId: string,
    private readonly state: StateOf<Row>,
  ) {}

  /** Tells a socket that has joined its rooms how things stand; when that fails, with the next change. */
  greet(socket: LiveSocket): void {
    this.waiting.add(socket);
    this.changed();
  }

  /** Tells everybody what changed, and who has not heard yet everything he may see. */
  changed(): void {
    if (this.isDue) return;
    this.isDue = true;
    const tell = async () => {
      this.isDue = false;
      const items = await this.tellChanges();
      for (const socket of this.waiting) {
        const { sees, identity } = socket.data;
        const seen = items.filter((one) => sees === "all" || one.technician_id === identity.technicianId);
        this.state.send(this.io.local.to(socket.id), { all: true, items: seen, gone: [] });
      }
      this.waiting.clear();
    };
    this.queue = this.queue.then(tell).catch((error: unknown) => {
      log.warn(
        { error, tenantId: this.tenantId, state: this.state.name },
        "state was not told; the next change brings it along",
      );
    });
  }

  private async tellChanges(): Promise<readonly Row[]> {
    const { keyOf, read, send } = this.state;
    const items = await read(this.tenantId);
    const before = this.told;
    this.told = new Map(items.map((row) => [keyOf(row), row]));
    if (before === null) return items;
    const changed = items.filter((row) => JSON.stringify(before.get(keyOf(row))) !== JSON.stringify(row));
    const gone = [...before.keys()].filter((key) => !this.told?.has(key));
    if (changed.length === 0 && gone.length === 0) return items;
    send(this.io.local.to(rooms.console(this.tenantId)), { all: false, items: changed, gone });
    this.tellTechnicians(changed, gone, before);
    return items;
  }

  /** Each hears of his own only. */
  private tellTechnicians(
    changed: readonly Row[],
    gone: readonly string[],
    before: ReadonlyMap<string, Row>,
  ): void {
    const { keyOf, send } = this.state;
    const words = new Map<string, { items: Row[]; gone: string[] }>();
    const to = (technicianId: string) => {
      const own = words.get(technicianId) ?? { items: [], gone: [] };
      words.set(technicianId, own);
      return own;
    };
    for (const row of changed) {
      to(row.technician_id).items.push(row);
      const former = before.get(keyOf(row))?.technician_id;
      if (former !== undefined && former !== row.technician_id) to(former).gone.push(keyOf(row));
    }
    for (const key of gone) {
      const former = before.get(key)?.technician_id;
      if (former !== undefined) to(former).gone.push(key);
    }
    for (const [technicianId, own] of words) {
      // Consoles have been told; a dispatcher who is a technician too hears it once.
      const his = this.io.local
        .to(rooms.technician(this.tenantId, technicianId))
        .except(rooms.console(this.tenantId));
      send(his, { all: false, ...own });
    }
  }
}
