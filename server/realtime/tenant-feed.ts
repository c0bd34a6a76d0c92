import { readTenant } from "@/lib/db/transaction";
import { log } from "@/lib/log";
import type { StateKind } from "@/lib/realtime/announce-state";
import { compactMoved } from "@/lib/realtime/compact";
import { type LoggedEvent, lastSeq, readLog } from "@/lib/realtime/event-log";
import type { MovedPosition } from "@/lib/realtime/hint";
import type { AnyEvent } from "@/lib/realtime/protocol";
import { rooms } from "@/lib/realtime/rooms";
import { isHopeless, isSlow } from "./backlog";
import { PositionFold } from "./position-fold";
import type { PositionNames } from "./position-names";
import { sendPositions } from "./send-positions";
import type { LiveServer, LiveSocket } from "./socket-types";
import { StateFeed } from "./state-feed";
import { toldArrivals, toldSilences } from "./told-states";

/** Events read at once; more follow in the next round. */
const PAGE = 500;

/**
 * What one node sends to the sockets of one tenant: events in number order, read from the log, and positions folded
 * per tick. A hint only says that there is something to read, so a lost one delays and never loses.
 */
export class TenantFeed {
  /** Sockets on their way in; they are not in a room yet but need the feed to stay. */
  joining = 0;
  private readonly fold: PositionFold;
  private readonly states: Readonly<Record<StateKind, Pick<StateFeed<never>, "changed" | "greet">>>;
  private sentSeq: number | null = null;
  private wantedSeq = 0;
  private pumping: Promise<void> | null = null;

  constructor(
    private readonly io: LiveServer,
    readonly tenantId: string,
    private readonly names: PositionNames,
  ) {
    this.states = {
      arrivals: new StateFeed(io, tenantId, toldArrivals),
      silences: new StateFeed(io, tenantId, toldSilences),
    };
    this.fold = new PositionFold((rows) => {
      this.sendFrame(rows).catch((error: unknown) =>
        log.warn({ error, tenantId }, "a frame of positions was not sent"),
      );
    });
  }

  positions(rows: readonly MovedPosition[]): void {
    this.fold.add(rows, Date.now());
  }

  /** State of the tenant changed that has no number. */
  stateChanged(kind: StateKind): void {
    this.states[kind].changed();
  }

  /** Learns that the tenant is at `seq` and brings its sockets there. */
  advance(seq: number): Promise<void> {
    this.wantedSeq = Math.max(this.wantedSeq, seq);
    this.pumping ??= this.pump();
    return this.pumping;
  }

  /**
   * Lets a socket that knows everything up to `seq` take part, without a gap: it is given what lies between and
   * joins in the same turn of the event loop in which nothing is left.
   */
  async join(socket: LiveSocket, seq: number): Promise<void> {
    const from = seq;
    let at = seq;
    await this.start();
    for (;;) {
      const sent = this.sentSeq ?? 0;
      if (sent < at) await this.advance(at);
      else if (sent > at) at = await this.replay(socket, at, sent);
      else break;
      if (socket.disconnected) return;
    }
    // Rooms of a socket that has gone meanwhile would never be emptied.
    if (socket.disconnected) return;
    if (at > from) socket.emit("seq", { from, to: at });
    await socket.join(this.roomsOf(socket));
    for (const state of Object.values(this.states)) state.greet(socket);
  }

  stop(): void {
    this.fold.stop();
  }

  private async start(): Promise<void> {
    if (this.sentSeq !== null) return;
    const seq = await readTenant(this.tenantId, (tx) => lastSeq(tx, this.tenantId));
    this.sentSeq ??= seq;
  }

  private async pump(): Promise<void> {
    try {
      await this.start();
      await this.sendWanted();
    } finally {
      // In the turn in which nothing is left, so that no wish can fall between the last look and this line.
      this.pumping = null;
    }
  }

  private async sendWanted(): Promise<void> {
    while (this.sentSeq !== null && this.sentSeq < this.wantedSeq) {
      const from = this.sentSeq;
      const page = await readTenant(this.tenantId, (tx) =>
        readLog(tx, this.tenantId, { after: from, limit: PAGE }),
      );
      const last = page.at(-1);
      if (!last) return;
      for (const logged of page) this.broadcast(logged);
      this.sentSeq = last.event.seq;
      this.io.to(rooms.tenant(this.tenantId)).emit("seq", { from, to: last.event.seq });
      this.cutHopeless();
    }
  }

  private broadcast({ event, technicianId }: LoggedEvent): void {
    if (event.type === "technician_status") this.names.forget(this.tenantId);
    let audience = this.io.to(rooms.console(this.tenantId));
    if (technicianId) audience = audience.to(rooms.technician(this.tenantId, technicianId));
    emitEvent(audience, event);
  }

  private async replay(socket: LiveSocket, after: number, upTo: number): Promise<number> {
    const { identity, sees } = socket.data;
    const page = await readTenant(this.tenantId, (tx) =>
      readLog(tx, this.tenantId, {
        after,
        upTo,
        limit: PAGE,
        technicianId: sees === "all" ? null : identity.technicianId,
      }),
    );
    for (const { event } of page) emitEvent(socket, event);
    const last = page.at(-1);
    return page.length < PAGE || !last ? upTo : last.event.seq;
  }

  private roomsOf(socket: LiveSocket): string[] {
    const { identity, sees, format } = socket.data;
    const { tenantId } = this;
    const joined = [rooms.tenant(tenantId), rooms.role(tenantId, identity.role)];
    if (identity.userId) joined.push(rooms.user(tenantId, identity.userId));
    if (identity.technicianId) joined.push(rooms.technician(tenantId, identity.technicianId));
    if (sees === "all") joined.push(rooms.console(tenantId), rooms.positions(tenantId, format));
    return joined;
  }

  /** One frame per format; encoded once, whoever lags is left out and gets a full set when he has caught up. */
  private async sendFrame(rows: readonly MovedPosition[]): Promise<void> {
    for (const socket of this.localSockets(rooms.console(this.tenantId))) {
      const slow = isSlow(socket);
      if (socket.data.slow && !slow) void this.catchUp(socket);
      else if (slow && !socket.data.slow) {
        socket.data.slow = true;
        void socket.leave(rooms.positions(this.tenantId, socket.data.format));
      }
    }
    this.io.local.to(rooms.positions(this.tenantId, "compact")).emit("positions", rows.map(compactMoved));
    if (this.hasPlainListeners()) {
      const named = await this.names.named(this.tenantId, rows);
      this.io.local
        .to(rooms.positions(this.tenantId, "plain"))
        .emit("location_update", named.length === 1 && named[0] ? named[0] : named);
    }
  }

  private async catchUp(socket: LiveSocket): Promise<void> {
    if (socket.disconnected) return;
    const room = rooms.positions(this.tenantId, socket.data.format);
    socket.data.slow = false;
    // Into the room first: what moves while the set is read comes as a frame.
    await socket.join(room);
    try {
      await sendPositions(socket);
    } catch (error) {
      socket.data.slow = true;
      await socket.leave(room);
      log.warn(
        { error, tenantId: this.tenantId },
        "a slow socket did not get its full set; next frame again",
      );
    }
  }

  private hasPlainListeners(): boolean {
    return this.io.of("/").adapter.rooms.has(rooms.positions(this.tenantId, "plain"));
  }

  private cutHopeless(): void {
    for (const socket of this.localSockets(rooms.tenant(this.tenantId))) {
      if (isHopeless(socket)) socket.disconnect(true);
    }
  }

  private localSockets(room: string): LiveSocket[] {
    const namespace = this.io.of("/");
    const ids = namespace.adapter.rooms.get(room) ?? new Set<string>();
    return [...ids].flatMap((id) => namespace.sockets.get(id) ?? []);
  }
}

type Target = Pick<LiveSocket, "emit"> | ReturnType<LiveServer["to"]>;

function emitEvent(target: Target, event: AnyEvent): void {
  const { type, seq, occurred_at, recorded_at, data } = event;
  const message = { ...data, seq, occurred_at, recorded_at };
  // One overload per event name; the union is what the log yields.
  (target.emit as (name: string, payload: unknown) => unknown).call(target, type, message);
}
