import { io, type Socket } from "socket.io-client";
import type { CompactPosition, InitialStateWire, LocationUpdateWire } from "@/lib/realtime/protocol";
import { eventTypes } from "@/lib/realtime/types";
import { TEST_ORIGIN } from "./database";
import { until } from "./until";

export interface ViewerOptions {
  readonly cookie?: string;
  readonly token?: string;
  readonly origin?: string | null;
  readonly format?: "plain" | "compact";
  readonly lastSeq?: number;
  readonly transports?: ("websocket" | "polling")[];
  /** Handshake data sent instead of the above. */
  readonly auth?: Record<string, unknown>;
}

export interface ViewedEvent {
  readonly seq: number;
  readonly type: string;
  readonly [field: string]: unknown;
}

/**
 * The simplest client that does what the protocol asks for: it remembers what the server vouched for, ignores what it has
 * seen, and notes every gap and double so that a test can say there was none.
 */
export class Viewer {
  readonly socket: Socket;
  readonly events: ViewedEvent[] = [];
  readonly positions: LocationUpdateWire[] = [];
  readonly frames: CompactPosition[][] = [];
  readonly signedOut: string[] = [];
  snapshot: InitialStateWire | null = null;
  connected: { seq: number; tenant_id: string } | null = null;
  resyncs = 0;
  doubles = 0;
  /** Everything up to this number that this client may see has come. */
  seq: number;
  refusal: string | null = null;
  refusalData: unknown = null;
  gone: string | null = null;

  constructor(url: string, options: ViewerOptions) {
    const { cookie, token, origin = TEST_ORIGIN, format, lastSeq, transports = ["websocket"] } = options;
    this.seq = lastSeq ?? 0;
    this.socket = io(url, {
      forceNew: true,
      reconnection: false,
      transports,
      auth: options.auth ?? {
        ...(format ? { format } : {}),
        ...(lastSeq === undefined ? {} : { last_seq: lastSeq }),
      },
      extraHeaders: {
        ...(cookie ? { cookie } : {}),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(origin === null ? {} : { origin }),
      },
    });
    this.socket.on("connected", (message) => {
      this.connected = message;
    });
    this.socket.on("initial_state", (message: InitialStateWire) => {
      this.snapshot = message;
      this.seq = Math.max(this.seq, message.seq);
    });
    for (const type of eventTypes) {
      this.socket.on(type, (message: ViewedEvent) => {
        if (this.events.some((known) => known.seq === message.seq)) this.doubles += 1;
        this.events.push({ ...message, type });
      });
    }
    this.socket.on("seq", ({ from, to }: { from: number; to: number }) => {
      if (from <= this.seq) this.seq = Math.max(this.seq, to);
    });
    this.socket.on("location_update", (rows: LocationUpdateWire | LocationUpdateWire[]) => {
      this.positions.push(...[rows].flat());
    });
    this.socket.on("positions", (rows: CompactPosition[]) => this.frames.push(rows));
    this.socket.on("resync", () => {
      this.resyncs += 1;
    });
    this.socket.on("signed_out", ({ reason }: { reason: string }) => this.signedOut.push(reason));
    this.socket.on("connect_error", (error: Error & { data?: unknown }) => {
      this.refusal = error.message;
      this.refusalData = error.data ?? null;
    });
    this.socket.on("disconnect", (reason) => {
      this.gone = reason;
    });
  }

  /** Numbers in the order they came. */
  get seqs(): number[] {
    return this.events.map((event) => event.seq);
  }

  async ready(): Promise<this> {
    await until(`greeted (refusal: ${this.refusal})`, () => this.connected !== null);
    return this;
  }

  reached(seq: number, within?: number): Promise<true> {
    return until(`number ${seq} reached, is at ${this.seq}`, () => this.seq >= seq, within);
  }

  ask<Answer>(name: string, request: unknown): Promise<Answer> {
    return this.socket.timeout(5000).emitWithAck(name, request) as Promise<Answer>;
  }

  close(): void {
    this.socket.disconnect();
  }
}
