import { expect, vi } from "vitest";
import type { LiveMode, LivePhase } from "@/hooks/live/connection-state";
import type { LiveEnvironment, LiveTimings } from "@/hooks/live/environment";
import { LiveSession } from "@/hooks/live/live-session";
import { LiveStore } from "@/hooks/live/live-store";
import type { AnyEvent } from "@/lib/realtime/protocol";
import type { ScriptedServer } from "./scripted-live-server";

/** The same behaviour, a hundred times faster. */
const fast: Partial<LiveTimings> = {
  pollEvery: 60,
  fallbackAfter: 150,
  pingEvery: 100,
  deadAfter: 300,
  staleAfter: 0,
  answerWithin: 500,
  holeAfter: 60,
  retryScale: 0.01,
};

/** A page connected to the scripted server: its store, what it heard, and which states it showed. */
export function livePage(server: ScriptedServer, mode: LiveMode = "live") {
  const store = new LiveStore();
  const heard: AnyEvent[] = [];
  store.onEvent((event) => heard.push(event));
  const phases: LivePhase[] = [];
  store.subscribe("connection", () => {
    const { phase } = store.connection();
    if (phases.at(-1) !== phase) phases.push(phase);
  });
  const page = { wake: () => {}, signedOut: 0 };
  const environment: LiveEnvironment = {
    origin: server.origin,
    fetch,
    socketHeaders: {},
    now: Date.now,
    random: seeded(3),
    isOnline: () => true,
    onWake: (wake) => {
      page.wake = wake;
      return () => {};
    },
    onSignedOut: () => {
      page.signedOut += 1;
    },
  };
  const session = new LiveSession(store, environment, mode, fast);
  return { store, session, heard, phases, page };
}

export const upTo = (last: number, first = 1) =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i);
export const numbers = (events: readonly AnyEvent[]) => events.map((event) => event.seq);
export const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);
export const phase = (store: LiveStore, wanted: LivePhase) =>
  vi.waitFor(() => expect(store.connection().phase).toBe(wanted), { timeout: 5000, interval: 5 });
export const known = (store: LiveStore, seq: number) =>
  vi.waitFor(() => expect(store.world().seq).toBe(seq), { timeout: 5000, interval: 5 });

/** The first picture is there: whatever happens from now on is heard of. */
export const pictured = (store: LiveStore) =>
  vi.waitFor(() => expect(store.world().tenant).not.toBeNull(), { timeout: 5000, interval: 5 });

export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}
