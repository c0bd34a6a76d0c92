import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Server, type Socket } from "socket.io";
import { applyEvents, completeUpTo, emptyLiveState } from "@/lib/realtime/apply-event";
import type { AnyEvent, ClientToServer, CompactPosition, ServerToClient } from "@/lib/realtime/protocol";
import { anEvent, aSnapshot } from "./live-samples";

/** Short pages, so that reading on is exercised. */
const PAGE = 7;

/**
 * A real Socket.IO server on 127.0.0.1 that speaks the protocol from a made-up log and can be told to misbehave:
 * the other end for tests of the live client.
 */
export class ScriptedServer {
  seq = 0;
  /** Oldest number the log still has. */
  logStart = 1;
  refuseSockets = false;
  sessionEnded = false;
  /** Chance that a socket is passed over by a commit, as a slow one is. */
  lossRate = 0;
  /** Events that are committed between the two reads of one `/events` request. */
  commitsWhileRead = 0;
  /** As for a technician, who may not read the whole log. */
  logDenied = false;
  handshakes: { last_seq?: number }[] = [];
  httpCalls = 0;
  tenantName = "";
  port = 0;
  #http = createServer((request, response) => this.#answer(request, response));
  #io = this.#open();
  readonly #random: () => number;

  constructor(random: () => number = Math.random) {
    this.#random = random;
  }

  async start(): Promise<void> {
    await new Promise<void>((done) => this.#http.listen(this.port, "127.0.0.1", done));
    const address = this.#http.address();
    if (address !== null && typeof address === "object") this.port = address.port;
  }

  /** As a crash would: every connection cut, nothing said. */
  async crash(): Promise<void> {
    for (const socket of this.#io.sockets.sockets.values()) socket.conn.close();
    await this.#io.close();
  }

  async restart(): Promise<void> {
    this.#http = createServer((request, response) => this.#answer(request, response));
    this.#io = this.#open();
    await this.start();
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Commits the next events and sends them as the relay would. */
  commit(count: number): void {
    const from = this.seq;
    this.seq += count;
    for (const socket of this.#io.sockets.sockets.values()) this.#relay(socket, from);
  }

  /** Somebody changes the company's name. */
  rename(name: string): void {
    this.tenantName = name;
    this.seq += 1;
    const at = new Date().toISOString();
    this.#io.emit("settings_changed", {
      seq: this.seq,
      occurred_at: at,
      recorded_at: at,
      by: { kind: "user", id: "user-1", name: "Ada" },
      changes: [{ field: "name", from: "", to: name }],
    });
    this.#io.emit("seq", { from: this.seq - 1, to: this.seq });
  }

  positions(rows: CompactPosition[]): void {
    this.#io.emit("positions", rows);
  }

  /** Sends one event outside its turn, or again. */
  sendLoose(seq: number): void {
    for (const socket of this.#io.sockets.sockets.values()) this.#send(socket, anEvent(seq));
  }

  endSessions(): void {
    this.sessionEnded = true;
    this.#io.emit("signed_out", { reason: "revoked" });
    this.#io.disconnectSockets();
  }

  goAway(retryInMs: number): void {
    this.#io.emit("going_away", { retry_in_ms: retryInMs });
    this.#io.disconnectSockets(true);
  }

  get connections(): number {
    return this.#io.sockets.sockets.size;
  }

  snapshot() {
    const events = Array.from({ length: this.seq }, (_, i) => anEvent(i + 1));
    const snapshot = aSnapshot(completeUpTo(applyEvents(emptyLiveState, events).state, this.seq));
    return { ...snapshot, tenant: { ...snapshot.tenant, name: this.tenantName } };
  }

  #open() {
    const io = new Server<ClientToServer, ServerToClient>(this.#http, { serveClient: false });
    io.use((_, next) =>
      next(this.refuseSockets || this.sessionEnded ? new Error("unauthenticated") : undefined),
    );
    io.on("connection", (socket) => this.#greet(socket));
    return io;
  }

  #greet(socket: Socket<ClientToServer, ServerToClient>): void {
    const auth = socket.handshake.auth as { last_seq?: number };
    this.handshakes.push(auth);
    const last = auth.last_seq;
    const replays = last !== undefined && last + 1 >= this.logStart && last <= this.seq;
    if (last !== undefined && !replays) socket.emit("resync", { seq: this.seq });
    socket.emit("connected", { connection_id: socket.id, tenant_id: "tenant-1", seq: this.seq });
    if (replays) {
      for (let seq = last + 1; seq <= this.seq; seq += 1) this.#send(socket, anEvent(seq));
      socket.emit("seq", { from: last, to: this.seq });
    } else {
      socket.emit("initial_state", this.snapshot());
    }
    socket.on("ping", () => socket.emit("pong", { server_time: new Date().toISOString() }));
    socket.on("events:since", (request, reply) => {
      const { after } = request as { after: number };
      const events = this.#eventsAfter(after).slice(0, PAGE);
      reply({ ok: true, events, seq: events.length < PAGE ? this.seq : after + PAGE });
    });
  }

  #relay(socket: Socket<ClientToServer, ServerToClient>, from: number): void {
    if (this.#random() < this.lossRate) return;
    for (let seq = from + 1; seq <= this.seq; seq += 1) this.#send(socket, anEvent(seq));
    socket.emit("seq", { from, to: this.seq });
  }

  #send(socket: Socket<ClientToServer, ServerToClient>, event: AnyEvent): void {
    const envelope = { seq: event.seq, recorded_at: event.recorded_at };
    if (event.type === "job_status") socket.emit("job_status", { ...envelope, ...event.data });
    else if (event.type === "geofence_event") socket.emit("geofence_event", { ...envelope, ...event.data });
    else if (event.type === "trip_update") socket.emit("trip_update", { ...envelope, ...event.data });
    else if (event.type === "technician_status")
      socket.emit("technician_status", { ...envelope, ...event.data });
    else if (event.type === "cluster_changed") socket.emit("cluster_changed", { ...envelope, ...event.data });
    else socket.emit("settings_changed", { ...envelope, ...event.data });
  }

  #eventsAfter(after: number): AnyEvent[] {
    return Array.from({ length: Math.max(0, this.seq - after) }, (_, i) => anEvent(after + i + 1)).filter(
      (event) => event.seq >= this.logStart,
    );
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    if (request.url?.startsWith("/socket.io") === true) return;
    this.httpCalls += 1;
    const url = new URL(request.url ?? "/", this.origin);
    const send = (status: number, body: unknown) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
    const path = url.pathname.replace("/api/v1/field-service", "");
    if (this.sessionEnded) send(401, {});
    else if (path === "/live/snapshot") send(200, this.snapshot());
    else if (path === "/technicians/locations/active") send(200, { items: [], seq: this.seq });
    else if (path === "/arrivals" || path === "/silences") send(200, { items: [] });
    else if (path === "/events") {
      const after = Number(url.searchParams.get("after"));
      const events = this.#eventsAfter(after).slice(0, PAGE);
      // Commits do not wait for a reader: the number may be ahead of the page.
      this.seq += this.commitsWhileRead;
      if (this.logDenied) send(403, {});
      else send(200, { events, latest_seq: this.seq });
    } else send(404, {});
  }
}
