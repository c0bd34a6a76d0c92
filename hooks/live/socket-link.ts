import { io, type Socket } from "socket.io-client";
import type {
  AnyEvent,
  ClientToServer,
  EventsSinceReply,
  ServerToClient,
  SocketError,
} from "@/lib/realtime/protocol";
import { retryDelay } from "./backoff";
import type { LiveEnvironment, LiveTimings } from "./environment";
import { listenToEvents } from "./listen-to-events";
import type { LiveStore } from "./live-store";

/** What the link tells its owner. */
export interface SocketLinkOwner {
  /** Open, and everything missed meanwhile is in the store. */
  onComplete(): void;
  onDown(nextAttemptAt: number | null): void;
  onHeard(): void;
  onLatency(ms: number): void;
  onSignedOut(): void;
  /** The server's log is not the one we know, or it does not answer: take a whole snapshot over HTTP. */
  onNeedsSnapshot(): void;
  /** No socket came up or the server closed it; only HTTP can tell whether that is about the session. */
  onRefused(): void;
}

type Timer = ReturnType<typeof setTimeout>;

/**
 * One socket that keeps coming back. Positions go straight to the store; events are complete when the server's
 * `seq` messages join up with what the store has, and are asked for when they do not (RT-3).
 */
export class SocketLink {
  readonly #store: LiveStore;
  readonly #environment: LiveEnvironment;
  readonly #timings: LiveTimings;
  readonly #owner: SocketLinkOwner;
  #socket: Socket<ServerToClient, ClientToServer> | null = null;
  #failures = 0;
  #toldToWaitMs: number | null = null;
  #retry: Timer | undefined;
  #hole: Timer | undefined;
  #pulse: ReturnType<typeof setInterval> | undefined;
  #heardAt = 0;
  #pingSentAt: number | null = null;
  #complete = false;
  #startOver = false;
  /** Number the server stood at when it greeted us; reaching it means nothing is missing. */
  #goal: number | null = null;
  #asking = false;

  constructor(store: LiveStore, environment: LiveEnvironment, timings: LiveTimings, owner: SocketLinkOwner) {
    this.#store = store;
    this.#environment = environment;
    this.#timings = timings;
    this.#owner = owner;
  }

  start(): void {
    if (this.#socket !== null) return;
    const socket: Socket<ServerToClient, ClientToServer> = io(this.#environment.origin || undefined, {
      // Our own back-off: the library's has no upper jitter and knows nothing of `going_away`.
      reconnection: false,
      autoConnect: false,
      forceNew: true,
      transports: ["websocket", "polling"],
      tryAllTransports: true,
      withCredentials: true,
      timeout: 10_000,
      extraHeaders: { ...this.#environment.socketHeaders },
      auth: (send) => {
        const { tenant, seq } = this.#store.world();
        send({ format: "compact", ...(tenant === null ? {} : { last_seq: seq }) });
      },
    });
    this.#socket = socket;
    this.#listen(socket);
    this.#pulse = setInterval(() => this.#beat(), this.#timings.pingEvery);
    socket.connect();
  }

  stop(): void {
    clearTimeout(this.#retry);
    clearTimeout(this.#hole);
    clearInterval(this.#pulse);
    const socket = this.#socket;
    this.#socket = null;
    this.#complete = false;
    this.#asking = false;
    socket?.removeAllListeners();
    socket?.io.removeAllListeners();
    socket?.disconnect();
  }

  /** The page may have slept: finds out at once whether the socket still lives, or tries again now. */
  check(): void {
    const socket = this.#socket;
    if (socket === null) return;
    if (socket.connected) {
      if (this.#environment.now() - this.#heardAt > this.#timings.staleAfter) this.#ask();
      return;
    }
    if (socket.active && this.#retry === undefined) return;
    this.#failures = 0;
    this.#connectNow();
  }

  #listen(socket: Socket<ServerToClient, ClientToServer>): void {
    const store = this.#store;
    socket.on("connect_error", () => {
      this.#owner.onRefused();
      this.#down();
    });
    socket.on("disconnect", (reason) => {
      if (reason === "io server disconnect") this.#owner.onRefused();
      this.#down();
    });
    socket.onAny(() => this.#heard());
    socket.io.on("ping", () => this.#heard());

    socket.on("connected", ({ seq, tenant_id }) => {
      const { tenant, seq: known } = store.world();
      this.#startOver = tenant !== null && (tenant.id !== tenant_id || seq < known);
      this.#goal = tenant === null || this.#startOver ? null : seq;
      if (this.#startOver) this.#owner.onNeedsSnapshot();
      this.#settle();
      this.#watchForHoles();
    });
    socket.on("initial_state", (snapshot) => {
      // After `resync` a snapshot behind us means that the server's log was set back.
      const { tenant, seq } = store.world();
      store.takeSnapshot(
        snapshot,
        this.#startOver && (snapshot.seq < seq || snapshot.tenant.id !== tenant?.id),
      );
      this.#startOver = false;
      this.#goal = snapshot.seq;
      this.#settle();
    });
    socket.on("resync", () => {
      this.#startOver = true;
      this.#goal = null;
    });
    socket.on("positions", (rows) => store.takeCompact(rows));
    socket.on("location_update", (update) =>
      store.takeLocationUpdates(Array.isArray(update) ? update : [update]),
    );
    socket.on("arrivals", (message) => store.takeArrivals(message));
    socket.on("silences", (message) => store.takeSilences(message));
    listenToEvents(socket, (event) => this.#take(event));
    socket.on("seq", ({ from, to }) => {
      if (from <= store.world().seq) store.completeUpTo(to);
      else this.#ask();
      this.#settle();
    });
    socket.on("pong", ({ server_time }) => this.#pong(Date.parse(server_time)));
    socket.on("signed_out", () => this.#owner.onSignedOut());
    socket.on("going_away", ({ retry_in_ms }) => {
      this.#toldToWaitMs = retry_in_ms;
    });
  }

  #take(event: AnyEvent): void {
    this.#store.takeEvents([event]);
    this.#settle();
    if (this.#store.world().ahead.size > 0) this.#watchForHoles();
  }

  #settle(): void {
    if (this.#complete || this.#goal === null || this.#store.world().seq < this.#goal) return;
    this.#complete = true;
    this.#failures = 0;
    this.#owner.onComplete();
    this.#beat();
  }

  /** What should come by itself is asked for when it does not. */
  #watchForHoles(): void {
    if (this.#hole !== undefined) return;
    this.#hole = setTimeout(() => {
      this.#hole = undefined;
      if (!this.#complete || this.#store.world().ahead.size > 0) this.#ask();
    }, this.#timings.holeAfter);
  }

  #ask(): void {
    const socket = this.#socket;
    if (socket === null || !socket.connected || this.#asking) return;
    if (this.#store.world().tenant === null) {
      this.#owner.onNeedsSnapshot();
      return;
    }
    this.#asking = true;
    const after = this.#store.world().seq;
    socket
      .timeout(this.#timings.answerWithin)
      .emit("events:since", { after }, (failure: Error | null, answer: SinceAnswer | undefined) => {
        if (this.#socket !== socket) return;
        this.#asking = false;
        if (failure !== null || answer === undefined) this.#reopen();
        else this.#answered(answer);
      });
  }

  #answered(answer: SinceAnswer): void {
    if (answer.ok) {
      this.#heard();
      this.#store.takeEvents(answer.events);
      this.#store.completeUpTo(answer.seq);
      // Long answers come in pages; the empty one is the end.
      if (answer.events.length > 0) {
        this.#ask();
        return;
      }
      this.#goal ??= answer.seq;
      this.#settle();
    } else if ("resync" in answer) {
      this.#startOver = true;
    } else {
      this.#owner.onNeedsSnapshot();
    }
  }

  /** The owner took a snapshot over HTTP. */
  caughtUp(): void {
    if (this.#socket?.connected !== true) return;
    this.#startOver = false;
    this.#goal = this.#store.world().seq;
    this.#settle();
  }

  #heard(): void {
    this.#heardAt = this.#environment.now();
    this.#owner.onHeard();
  }

  #beat(): void {
    const socket = this.#socket;
    if (socket?.connected !== true) return;
    const now = this.#environment.now();
    const unanswered = this.#pingSentAt !== null && this.#heardAt < this.#pingSentAt;
    if (unanswered && now - (this.#pingSentAt ?? now) > this.#timings.deadAfter) {
      this.#reopen();
    } else if (!unanswered) {
      this.#pingSentAt = now;
      socket.emit("ping");
    }
  }

  #pong(serverTime: number): void {
    if (this.#pingSentAt === null) return;
    const now = this.#environment.now();
    const roundTrip = now - this.#pingSentAt;
    this.#pingSentAt = null;
    this.#owner.onLatency(roundTrip);
    if (!Number.isNaN(serverTime)) this.#store.setClockOffset(serverTime + roundTrip / 2 - now);
  }

  #reopen(): void {
    this.#socket?.disconnect();
    this.#down();
  }

  #down(): void {
    this.#complete = false;
    this.#asking = false;
    this.#goal = null;
    this.#pingSentAt = null;
    clearTimeout(this.#hole);
    this.#hole = undefined;
    if (this.#socket === null || this.#retry !== undefined) return;
    this.#failures += 1;
    const told = this.#toldToWaitMs;
    this.#toldToWaitMs = null;
    const wait = told ?? retryDelay(this.#failures, this.#environment.random()) * this.#timings.retryScale;
    this.#retry = setTimeout(() => this.#connectNow(), wait);
    this.#owner.onDown(this.#store.now() + wait);
  }

  #connectNow(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.#socket?.connect();
  }
}

type SinceAnswer = EventsSinceReply | { ok: false; error: SocketError };
