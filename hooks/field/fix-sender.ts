import { retryDelay } from "@/hooks/live/backoff";
import { ApiError } from "@/lib/http/client";
import type { FixResultWire } from "@/lib/realtime/protocol";
import type { FixRefusal } from "@/lib/tracking/phone-page/types";
import { OFF_SHIFT, type Verdict, verdicts } from "@/lib/tracking/types";
import type { FixOutbox, OutgoingFix } from "./fix-outbox";

const batchSize = 200;

export type SendProblem = "network" | "server" | "signed_out" | "not_allowed";

export interface SenderState {
  waiting: number;
  lost: number;
  /** Fixes the server said can never be right; they were dropped. */
  refused: number;
  /** Why the newest fix that was answered was refused; null when it was taken. */
  refusal: FixRefusal | null;
  /** What became of the newest fix that was taken. */
  verdict: Verdict | null;
  /** Epoch ms of the last confirmation. */
  confirmedAt: number | null;
  problem: SendProblem | null;
}

/** What became of a batch: one result a fix, in the order sent. */
export interface SendAnswer {
  results: readonly Partial<Pick<FixResultWire, "error" | "verdict">>[];
}

interface Ports {
  send: (fixes: readonly OutgoingFix[]) => Promise<SendAnswer>;
  now: () => number;
  random: () => number;
  wait: (ms: number, wake: () => void) => () => void;
  onChange: (state: SenderState) => void;
}

/** The state of a phone that has sent nothing since the page was opened. */
export const nothingSent: SenderState = {
  waiting: 0,
  lost: 0,
  refused: 0,
  refusal: null,
  verdict: null,
  confirmedAt: null,
  problem: null,
};

const isOffShift = ({ verdict }: SendAnswer["results"][number]) => verdict === OFF_SHIFT;

/** @param field of the refusal, `recorded_at` or `fixes.3.recorded_at` */
function refusalOf(field: string | null | undefined): FixRefusal {
  return field && /(^|\.)recorded_at$/.test(field) ? "wrong_clock" : "refused";
}

/**
 * Empties an outbox in order: one batch at a time, again after a failure with growing pauses, and never past a fix
 * that could still be sent.
 */
export class FixSender {
  readonly #outbox: FixOutbox;
  readonly #ports: Ports;
  #state: SenderState;
  #isSending = false;
  #isStopped = false;
  #failures = 0;
  #size = batchSize;
  #cancelWait: (() => void) | null = null;

  constructor(outbox: FixOutbox, ports: Ports) {
    this.#outbox = outbox;
    this.#ports = ports;
    this.#state = { ...nothingSent, waiting: outbox.size, lost: outbox.lost };
  }

  get state(): SenderState {
    return this.#state;
  }

  add(fix: OutgoingFix): void {
    this.#outbox.add(fix);
    this.#tell({});
    if (this.#cancelWait === null) void this.#sendNext();
  }

  /** The network may be back, or the page was opened: do not wait any longer. */
  wake(): void {
    this.#cancelWait?.();
    this.#cancelWait = null;
    void this.#sendNext();
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancelWait?.();
    this.#cancelWait = null;
  }

  async #sendNext(): Promise<void> {
    if (this.#isSending || this.#isStopped || this.#outbox.size === 0) return;
    this.#isSending = true;
    const batch = this.#outbox.oldest(this.#size);
    let again = true;
    try {
      const { results } = await this.#ports.send(batch);
      this.#outbox.confirm(batch.map((fix) => fix.id));
      this.#failures = 0;
      this.#size = batchSize;
      this.#account(results);
    } catch (error) {
      again = this.#handle(error, batch);
    } finally {
      this.#isSending = false;
    }
    if (again) void this.#sendNext();
  }

  #account(results: SendAnswer["results"]): void {
    const refused = results.filter((result) => result.error !== undefined).length;
    const taken = results.filter((result) => result.error === undefined && !isOffShift(result)).length;
    const newest = results.at(-1);
    const verdict = verdicts.find((one) => one === newest?.verdict);
    this.#tell({
      problem: null,
      refused: this.#state.refused + refused,
      refusal: newest?.error
        ? refusalOf(newest.error.field)
        : newest && isOffShift(newest)
          ? "outside_shift"
          : null,
      ...(verdict === undefined ? {} : { verdict }),
      ...(taken > 0 ? { confirmedAt: this.#ports.now() } : {}),
    });
  }

  /** @returns whether to go on at once */
  #handle(error: unknown, batch: readonly OutgoingFix[]): boolean {
    const status = error instanceof ApiError ? error.status : 0;
    if (status === 401) return this.#giveUp("signed_out");
    if (status === 403 || status === 404) return this.#giveUp("not_allowed");
    if (status === 400 || status === 413 || status === 422) {
      // Something in the batch is not acceptable: look for it one by one, and drop only that one.
      if (batch.length > 1) {
        this.#size = 1;
        return true;
      }
      this.#outbox.confirm(batch.map((fix) => fix.id));
      const field = error instanceof ApiError ? error.field : null;
      this.#tell({ refused: this.#state.refused + 1, refusal: refusalOf(field) });
      return true;
    }
    this.#failures++;
    this.#tell({ problem: status === 0 ? "network" : "server" });
    if (!this.#isStopped) {
      const asked = error instanceof ApiError ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
      const pause = Math.max(asked, retryDelay(this.#failures, this.#ports.random()));
      this.#cancelWait = this.#ports.wait(pause, () => {
        this.#cancelWait = null;
        void this.#sendNext();
      });
    }
    return false;
  }

  #giveUp(problem: SendProblem): boolean {
    this.#tell({ problem });
    return false;
  }

  #tell(change: Partial<SenderState>): void {
    this.#state = { ...this.#state, waiting: this.#outbox.size, lost: this.#outbox.lost, ...change };
    this.#ports.onChange(this.#state);
  }
}
