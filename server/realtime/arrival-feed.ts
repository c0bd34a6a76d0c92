import { readTenant } from "@/lib/db/transaction";
import type { ArrivalWire } from "@/lib/dispatch/arrival-wire";
import { arrivalWires } from "@/lib/dispatch/queries/arrivals";
import { log } from "@/lib/log";
import { rooms } from "@/lib/realtime/rooms";
import type { LiveServer, LiveSocket } from "./socket-types";

/**
 * Estimated arrivals of one tenant for the sockets of one node: all of them to who joins, then what changed, to consoles and to
 * the technician himself. One after the other, so that an older picture never comes after a newer one.
 */
export class ArrivalFeed {
  /** What the sockets were told, by job; null until something was. */
  private told: ReadonlyMap<string, ArrivalWire> | null = null;
  /** Sockets that have not been told how things stand. */
  private readonly waiting = new Set<LiveSocket>();
  private queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly io: LiveServer,
    private readonly tenantId: string,
  ) {}

  /** Tells a socket that has joined its rooms how things stand; when that fails, with the next change. */
  greet(socket: LiveSocket): void {
    this.waiting.add(socket);
    this.changed();
  }

  /** Tells everybody what changed, and who has not heard yet everything he may see. */
  changed(): void {
    const tell = async () => {
      const items = await this.tellChanges();
      for (const socket of this.waiting) {
        const { sees, identity } = socket.data;
        const seen = items.filter((one) => sees === "all" || one.technician_id === identity.technicianId);
        socket.emit("arrivals", { all: true, items: seen, gone: [] });
      }
      this.waiting.clear();
    };
    this.queue = this.queue.then(tell).catch((error: unknown) => {
      log.warn(
        { error, tenantId: this.tenantId },
        "arrivals were not told; the next change brings them along",
      );
    });
  }

  private async tellChanges(): Promise<readonly ArrivalWire[]> {
    const items = await readTenant(this.tenantId, (tx) => arrivalWires(tx, this.tenantId));
    const before = this.told;
    this.told = new Map(items.map((arrival) => [arrival.job_id, arrival]));
    if (before === null) return items;
    const changed = items.filter(
      (arrival) => JSON.stringify(before.get(arrival.job_id)) !== JSON.stringify(arrival),
    );
    const gone = [...before.keys()].filter((jobId) => !this.told?.has(jobId));
    if (changed.length === 0 && gone.length === 0) return items;
    this.io.local.to(rooms.console(this.tenantId)).emit("arrivals", { all: false, items: changed, gone });
    this.tellTechnicians(changed, gone, before);
    return items;
  }

  /** Each hears of his own jobs only. */
  private tellTechnicians(
    changed: readonly ArrivalWire[],
    gone: readonly string[],
    before: ReadonlyMap<string, ArrivalWire>,
  ): void {
    // What is gone, and what is somebody else's now.
    const taken = changed.filter(
      ({ job_id, technician_id }) => (before.get(job_id)?.technician_id ?? technician_id) !== technician_id,
    );
    const lost = [...gone, ...taken.map(({ job_id }) => job_id)].map(
      (jobId) => [before.get(jobId)?.technician_id, jobId] as const,
    );
    const concerned = new Set([...changed.map((one) => one.technician_id), ...lost.map(([id]) => id)]);
    for (const technicianId of concerned) {
      if (technicianId === undefined) continue;
      // Consoles have been told; a dispatcher who is a technician too hears it once.
      this.io.local
        .to(rooms.technician(this.tenantId, technicianId))
        .except(rooms.console(this.tenantId))
        .emit("arrivals", {
          all: false,
          items: changed.filter((one) => one.technician_id === technicianId),
          gone: lost.flatMap(([id, jobId]) => (id === technicianId ? [jobId] : [])),
        });
    }
  }
}
