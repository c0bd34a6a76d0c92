import { once } from "node:events";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { log } from "@/lib/log";
import { doBulkWork } from "@/lib/tracking/bulk-work";
import { noteBusy } from "@/lib/tracking/busy-technicians";
import { type Outcome, type Reply, type Request, unpackError } from "./background-messages";

export interface BackgroundThread {
  /** Resolves when running tasks have ended; what was handed over has to be answered before. */
  stop(): Promise<void>;
}

interface Waiting {
  resolve(outcome: Outcome): void;
  reject(error: Error): void;
}

const speechless = () => new Error("the thread in the background did not say what came of it");

/**
 * Starts the thread that does what may take long, and hands it bulk work from now on. Nothing of it is lost when it
 * dies, but nothing goes on without it either: the process ends, and the launcher starts it again.
 * @throws Error when the thread cannot begin
 */
export async function startBackgroundThread(): Promise<BackgroundThread> {
  // Beside this file, as a source and in a bundle.
  const extension = path.extname(fileURLToPath(import.meta.url));
  const file = extension === ".ts" ? "background-source.mjs" : `background${extension}`;
  const thread = new Worker(new URL(`./${file}`, import.meta.url));
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let stopping = false;
  const ask = (request: (id: number) => Request) =>
    new Promise<Outcome>((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      thread.postMessage(request(lastId));
    });
  const ready = new Promise<void>((resolve, reject) => {
    thread.once("error", reject);
    thread.once("exit", (code) => reject(new Error(`the thread in the background ended with ${code}`)));
    thread.on("message", (reply: Reply) => {
      if (reply.kind === "ready") return resolve();
      if (reply.kind === "busy") return noteBusy(reply.name, reply.begins);
      const { resolve: answer, reject: refuse } = waiting.get(reply.id) ?? {};
      waiting.delete(reply.id);
      if (reply.kind === "done") answer?.(reply.outcome);
      else refuse?.(unpackError(reply.error));
    });
  });
  await ready;
  thread.on("error", (error) => log.fatal({ error }, "the thread in the background failed"));
  thread.once("exit", () => {
    if (!stopping) process.exit(1);
  });
  doBulkWork({
    write: async (submission) => {
      const outcome = await ask((id) => ({ kind: "write", id, submission }));
      if (outcome === null || outcome instanceof Uint8Array) throw speechless();
      return outcome;
    },
    ingest: async (body, context) => {
      const outcome = await ask((id) => ({ kind: "ingest", id, body, context }));
      if (outcome instanceof Uint8Array) return outcome;
      throw speechless();
    },
    rebuild: async (key, atMost) => void (await ask((id) => ({ kind: "rebuild", id, key, atMost }))),
  });
  return {
    stop: async () => {
      stopping = true;
      doBulkWork(null);
      thread.postMessage({ kind: "stop" } satisfies Request);
      await once(thread, "exit");
    },
  };
}
