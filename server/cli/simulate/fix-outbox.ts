import type { Random } from "@/lib/demo-city/random";
import { type Answer, type Api, isOk, isPassing } from "./api";
import { createBackOff, sleep } from "./clock";
import type { WireFix } from "./wire";

/** A day of fixes every 5 s. Past it the oldest go, as on a full phone. */
const CAPACITY = 17_000;
const BATCH = 200;

export type FixOutbox = {
  push(fix: WireFix): void;
  setConnected(connected: boolean): void;
  waiting(): number;
};

type Options = {
  api: Api;
  technicianId: string;
  random: Random;
  stop: AbortSignal;
  /** Told of every answer and how long it took, milliseconds. */
  onAnswer?: (answer: Answer, fixes: number, milliseconds: number) => void;
};

/**
 * Keeps fixes until the server has them, and sends them in the order they were taken: one by itself, several as a
 * batch. Passing trouble is waited out; a refusal for good drops what was refused, or nothing behind it would move.
 */
export function createFixOutbox({ api, technicianId, random, stop, onAnswer }: Options): FixOutbox {
  const queue: WireFix[] = [];
  const backOff = createBackOff(random);
  let connected = true;
  let draining = false;

  const sendNext = async (): Promise<void> => {
    const fixes = queue.slice(0, BATCH);
    const [only] = fixes;
    const started = performance.now();
    const answer =
      only && fixes.length === 1
        ? await api.post(`/technicians/${technicianId}/location`, only)
        : await api.post(`/technicians/${technicianId}/locations`, { fixes });
    onAnswer?.(answer, fixes.length, performance.now() - started);
    const unknownToken = answer.status === 401 || answer.status === 403;
    if (isPassing(answer) || unknownToken) {
      await sleep(unknownToken ? 30_000 : backOff.nextPauseMs(), stop);
      return;
    }
    if (isOk(answer)) backOff.succeeded();
    const sent = new Set(fixes);
    while (queue[0] && sent.has(queue[0])) queue.shift();
  };

  const drain = async (): Promise<void> => {
    if (draining) return;
    draining = true;
    while (connected && queue.length > 0 && !stop.aborted) await sendNext();
    draining = false;
  };

  return {
    push(fix) {
      queue.push(fix);
      if (queue.length > CAPACITY) queue.shift();
      void drain();
    },
    setConnected(now) {
      connected = now;
      if (now) void drain();
    },
    waiting: () => queue.length,
  };
}
