import type { AnyEvent } from "@/lib/realtime/protocol";
import { type LiveMode, phaseOf } from "./connection-state";
import { type LiveEnvironment, type LiveTimings, liveTimings } from "./environment";
import { HttpFailure, LiveHttp } from "./live-http";
import type { LiveStore } from "./live-store";
import { SocketLink } from "./socket-link";

/**
 * Keeps a store current: over the socket, by polling when the user chose so or the socket stays down, and back.
 * Both ways feed the same numbers into the same store, so a change of way loses and doubles nothing (RT-4).
 */
export class LiveSession {
  readonly #store: LiveStore;
  readonly #environment: LiveEnvironment;
  readonly #timings: LiveTimings;
  readonly #http: LiveHttp;
  readonly #link: SocketLink;
  #mode: LiveMode;
  #running = false;
  #signedOut = false;
  #socketComplete = false;
  #wasComplete = false;
  #fallback = false;
  #httpState: "unknown" | "ok" | "failed" = "unknown";
  #fallbackTimer: ReturnType<typeof setTimeout> | undefined;
  #pollTimer: ReturnType<typeof setTimeout> | undefined;
  #polling = false;
  /** Technicians may not; they take their own small snapshot instead. */
  #mayReadLog = true;
  #stopWake: (() => void) | undefined;
  #stopSettings: (() => void) | undefined;

  constructor(
    store: LiveStore,
    environment: LiveEnvironment,
    mode: LiveMode,
    timings: Partial<LiveTimings> = {},
  ) {
    this.#store = store;
    this.#environment = environment;
    this.#timings = { ...liveTimings, ...timings };
    this.#mode = mode;
    this.#http = new LiveHttp(environment.origin, environment.fetch);
    this.#link = new SocketLink(store, environment, this.#timings, {
      onComplete: () => {
        this.#socketComplete = true;
        this.#stopFallback();
        this.#current();
        this.#store.setConnection({ nextAttemptAt: null });
      },
      onDown: (nextAttemptAt) => {
        this.#socketComplete = false;
        this.#store.setConnection({ nextAttemptAt, latencyMs: null });
        this.#armFallback();
        this.#tell();
      },
      onHeard: () => {
        if (this.#socketComplete) this.#current();
        else this.#store.setConnection({ lastHeardAt: this.#store.now() });
      },
      onLatency: (latencyMs) => this.#store.setConnection({ latencyMs }),
      onSignedOut: () => this.#signOut(),
      onNeedsSnapshot: () => void this.#attempt(() => this.#takeSnapshot(true)),
      onRefused: () => void this.#attempt(() => this.#http.positions()),
    });
  }

  /** A store that has a snapshot already is brought up to date from its number. */
  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#stopWake = this.#environment.onWake(() => this.#wake());
    // Fences of jobs without a radius of their own, the zone of every time: the whole picture is another one.
    this.#stopSettings = this.#store.onEvent(({ type }) => {
      if (type === "settings_changed") void this.#attempt(() => this.#takeSnapshot(false));
    });
    this.#store.setConnection({ mode: this.#mode });
    this.#enter();
  }

  stop(): void {
    this.#running = false;
    this.#stopWake?.();
    this.#stopSettings?.();
    this.#leave();
  }

  setMode(mode: LiveMode): void {
    if (mode === this.#mode) return;
    this.#mode = mode;
    this.#store.setConnection({ mode });
    if (!this.#running || this.#signedOut) return;
    this.#leave();
    this.#enter();
  }

  #enter(): void {
    if (this.#mode === "live") {
      this.#armFallback();
      this.#link.start();
    } else {
      void this.#pollAndRepeat();
    }
    this.#tell();
  }

  #leave(): void {
    this.#link.stop();
    this.#socketComplete = false;
    this.#httpState = "unknown";
    this.#store.setConnection({ nextAttemptAt: null, latencyMs: null });
    this.#stopFallback();
  }

  #armFallback(): void {
    if (this.#fallback || this.#fallbackTimer !== undefined || this.#mode === "polling") return;
    this.#fallbackTimer = setTimeout(() => {
      this.#fallback = true;
      void this.#pollAndRepeat();
    }, this.#timings.fallbackAfter);
  }

  #stopFallback(): void {
    clearTimeout(this.#fallbackTimer);
    clearTimeout(this.#pollTimer);
    this.#fallbackTimer = undefined;
    this.#pollTimer = undefined;
    this.#fallback = false;
  }

  #polls(): boolean {
    return this.#running && !this.#signedOut && (this.#mode === "polling" || this.#fallback);
  }

  async #pollAndRepeat(): Promise<void> {
    clearTimeout(this.#pollTimer);
    if (!this.#polling) {
      this.#polling = true;
      await this.#attempt(() => this.#poll());
      this.#polling = false;
    }
    if (!this.#polls()) return;
    clearTimeout(this.#pollTimer);
    this.#pollTimer = setTimeout(() => void this.#pollAndRepeat(), this.#timings.pollEvery);
  }

  async #poll(): Promise<void> {
    if (this.#store.world().tenant === null) {
      await this.#takeSnapshot(false);
      return;
    }
    const events = this.#mayReadLog ? await this.#readLog() : null;
    if (events === null) {
      await this.#takeSnapshot(true);
      return;
    }
    this.#store.takeEvents(events);
    this.#store.takeLocationUpdates(await this.#http.positions());
    this.#store.takeArrivals({ all: true, items: [...(await this.#http.arrivals())], gone: [] });
    this.#store.takeSilences({ all: true, items: [...(await this.#http.silences())], gone: [] });
  }

  /** Null when a snapshot is needed instead: the log goes on elsewhere, or is not for this role to read. */
  async #readLog(): Promise<readonly AnyEvent[] | null> {
    try {
      return await this.#http.eventsAfter(this.#store.world().seq);
    } catch (failure) {
      if (!(failure instanceof HttpFailure) || failure.status !== 403) throw failure;
      this.#mayReadLog = false;
      return null;
    }
  }

  async #takeSnapshot(startOver: boolean): Promise<void> {
    const snapshot = await this.#http.snapshot();
    const other = this.#store.world().tenant?.id !== snapshot.tenant.id;
    this.#store.takeSnapshot(snapshot, startOver && (other || snapshot.seq < this.#store.world().seq));
    this.#link.caughtUp();
  }

  /** Runs a look over HTTP and draws the conclusions from how it went. */
  async #attempt(look: () => Promise<unknown>): Promise<void> {
    try {
      await look();
      this.#httpState = "ok";
      if (this.#polls()) this.#current();
    } catch (failure) {
      if (!(failure instanceof HttpFailure)) throw failure;
      if (failure.status === 401) this.#signOut();
      else this.#httpState = "failed";
    }
    this.#tell();
  }

  #wake(): void {
    if (!this.#running || this.#signedOut) return;
    if (this.#mode === "live") this.#link.check();
    if (this.#polls()) void this.#pollAndRepeat();
    this.#tell();
  }

  #signOut(): void {
    if (this.#signedOut) return;
    this.#signedOut = true;
    this.#leave();
    this.#tell();
    this.#environment.onSignedOut();
  }

  /** The store shows everything the server has, as of now. */
  #current(): void {
    this.#wasComplete = true;
    const now = this.#store.now();
    this.#store.setConnection({ lastHeardAt: now, dataAsOf: now });
    this.#tell();
  }

  #tell(): void {
    this.#store.setConnection(
      phaseOf({
        mode: this.#mode,
        online: this.#environment.isOnline(),
        signedOut: this.#signedOut,
        socketComplete: this.#socketComplete,
        fallback: this.#fallback,
        http: this.#httpState,
        wasComplete: this.#wasComplete,
      }),
    );
  }
}
