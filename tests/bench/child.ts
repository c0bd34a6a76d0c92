import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { YOUNG_HEAP } from "@/server/cli/young-heap.mjs";

/** A process of the bench: tells its port when it is ready, takes questions one at a time, ends when let go. */
export class Child {
  private constructor(
    private readonly process: ChildProcess,
    readonly pid: number,
    /** What the child said of itself when it was ready. */
    readonly ready: { readonly port: number },
  ) {}

  /**
   * Every process gets the heap that our server has, those it is compared with too.
   * @param file a bundle (`bundle.ts`)
   * @throws Error when it ends before it is ready
   */
  static async start(
    file: string,
    env: Readonly<Record<string, string>> = {},
    execArgv: readonly string[] = [],
  ): Promise<Child> {
    const child = fork(file, [], {
      env: { ...process.env, NODE_ENV: "production", LOG_LEVEL: "warn", ...env },
      execArgv: ["--enable-source-maps", YOUNG_HEAP, ...execArgv],
    });
    const ready = await answerOf<{ port: number }>(child, file);
    return new Child(child, child.pid ?? 0, ready);
  }

  /** Sends a question and waits for the answer. `onProgress` hears what is said before it, marked `progress`. */
  async ask<Answer>(question: unknown, onProgress?: (progress: string) => void): Promise<Answer> {
    const hear = (message: { progress?: string }) => {
      if (message.progress !== undefined) onProgress?.(message.progress);
    };
    this.process.on("message", hear);
    try {
      const answer = answerOf<Answer>(this.process, this.process.spawnfile);
      this.process.send({ question });
      return await answer;
    } finally {
      this.process.off("message", hear);
    }
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = once(this.process, "exit");
    this.process.disconnect();
    await ended;
  }
}

function answerOf<Answer>(child: ChildProcess, name: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      child.off("message", hear);
      child.off("exit", end);
      act();
    };
    const hear = (message: { answer?: Answer; failure?: string }) => {
      if (message.failure !== undefined) settle(() => reject(new Error(message.failure)));
      else if (message.answer !== undefined) settle(() => resolve(message.answer as Answer));
    };
    const end = () => settle(() => reject(new Error(`${name} ended before it answered`)));
    child.on("message", hear);
    child.on("exit", end);
  });
}
