import { sql } from "@/lib/db/client";
import { scopeTo } from "@/lib/db/scope";
import { log } from "@/lib/log";
import type { StateKind } from "@/lib/realtime/announce-state";
import type { Hint } from "@/lib/realtime/hint";
import { rooms } from "@/lib/realtime/rooms";
import { PositionNames } from "./position-names";
import type { LiveServer } from "./socket-types";
import { TenantFeed } from "./tenant-feed";

/** How often the log is asked whether a hint was lost, milliseconds. */
const POLL_MS = 1_000;

/** Sends each tenant's changes to its sockets on this node, and only for tenants that have any. */
export class Relay {
  private readonly feeds = new Map<string, TenantFeed>();
  private readonly names = new PositionNames();
  private readonly polling = setInterval(() => this.catchUp(), POLL_MS);

  constructor(private readonly io: LiveServer) {}

  feed(tenantId: string): TenantFeed {
    const known = this.feeds.get(tenantId);
    if (known) return known;
    const made = new TenantFeed(this.io, tenantId, this.names);
    this.feeds.set(tenantId, made);
    return made;
  }

  hear(hint: Hint): void {
    const feed = this.feeds.get(hint.tenantId);
    if (!feed) return;
    if (hint.positions.length > 0) feed.positions(hint.positions);
    if (hint.seq > 0) this.advance(feed, hint.seq);
  }

  /** State of a tenant changed that has no number. */
  hearState(tenantId: string, kind: StateKind): void {
    this.feeds.get(tenantId)?.stateChanged(kind);
  }

  /** Asks where every watched tenant is; forgets tenants nobody watches any more. */
  catchUp(): void {
    const occupied = this.io.of("/").adapter.rooms;
    for (const [tenantId, feed] of this.feeds) {
      if (occupied.has(rooms.tenant(tenantId)) || feed.joining > 0) continue;
      feed.stop();
      this.feeds.delete(tenantId);
      this.names.forget(tenantId);
    }
    if (this.feeds.size === 0) return;
    this.readSeqs([...this.feeds.keys()].sort()).catch((error: unknown) =>
      log.debug({ error }, "the log could not be asked; next second again"),
    );
  }

  stop(): void {
    clearInterval(this.polling);
    for (const feed of this.feeds.values()) feed.stop();
    this.feeds.clear();
  }

  private async readSeqs(tenantIds: string[]): Promise<void> {
    const rows = await sql().begin("read only", async (client) => {
      await scopeTo(client, tenantIds);
      return client<
        { tenant_id: string; last_seq: string }[]
      >`select tenant_id, last_seq from event_counters`;
    });
    for (const row of rows) {
      const feed = this.feeds.get(row.tenant_id);
      if (feed) this.advance(feed, Number(row.last_seq));
    }
  }

  private advance(feed: TenantFeed, seq: number): void {
    feed
      .advance(seq)
      .catch((error: unknown) =>
        log.warn({ error, tenantId: feed.tenantId }, "events could not be read; next second again"),
      );
  }
}
