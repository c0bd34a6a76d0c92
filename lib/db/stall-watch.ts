/** How often it is looked whether the database answers, milliseconds. */
export const TICK_MS = 250;

/** Tells whoever waits for a unit that its pool has ended: `begun` also when it may have been asked of the database. */
export type Dismiss = (error: Error, begun: boolean) => void;

/** One transaction, or one statement outside of any, from the call to its end. */
export interface Unit {
  /** Waiting for a connection and its first answer; at work on one; waiting for the commit or rollback. */
  phase: "waiting" | "working" | "finishing";
  /** Statements asked and not answered yet. */
  unanswered: number;
  /** Ticks in a row in which the database owed it an answer. */
  quiet: number;
  /** Its connection is gone: nothing may be written to it any more. */
  lost: boolean;
  readonly dismiss: Dismiss;
}

/**
 * Notices a database that does not answer: a network that swallows packets without closing is noticed by TCP after
 * minutes, or never when a proxy acknowledges them. Ticks are counted instead of time: after a pause of the whole process
 * what arrived meanwhile is read before the next tick.
 */
export class StallWatch {
  private readonly units = new Set<Unit>();
  private timer: NodeJS.Timeout | undefined;
  private ticksWithoutAnswer = 0;

  /**
   * @param connections the pool has at most; whoever waits for a free one is not owed an answer
   * @param suspicionMs wait for an answer after which it may be lost
   * @param onSilence called with every tick while somebody waits longer, with the longest wait, milliseconds
   */
  constructor(
    private readonly connections: number,
    private readonly suspicionMs: number,
    private readonly onSilence: (waitMs: number) => void,
  ) {}

  open(dismiss: Dismiss): Unit {
    const unit: Unit = { phase: "waiting", unanswered: 0, quiet: 0, lost: false, dismiss };
    this.units.add(unit);
    if (this.timer === undefined) {
      this.ticksWithoutAnswer = 0;
      this.timer = setInterval(() => this.tick(), TICK_MS);
      this.timer.unref();
    }
    return unit;
  }

  answered(unit: Unit): void {
    unit.quiet = 0;
    this.ticksWithoutAnswer = 0;
  }

  close(unit: Unit): void {
    this.units.delete(unit);
    if (this.units.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /**
   * Tells those who still wait that the pool has ended; postgres.js forgets some of them.
   * @param begun whether also those whose connection may still answer
   */
  dismiss(begun: boolean): void {
    const error = Object.assign(new Error("the pool of connections has ended"), { code: "CONNECTION_ENDED" });
    for (const unit of [...this.units]) unit.dismiss(error, begun);
  }

  /** Whether nobody has been answered for a time, milliseconds, while somebody waited. */
  heardNothingFor(milliseconds: number): boolean {
    return this.ticksWithoutAnswer * TICK_MS >= milliseconds;
  }

  tick(): void {
    this.ticksWithoutAnswer += 1;
    const busy = [...this.units].filter((unit) => unit.phase !== "waiting").length;
    let longest = 0;
    for (const unit of this.units) {
      const owed =
        unit.phase === "working"
          ? unit.unanswered > 0
          : unit.phase === "finishing" || busy < this.connections;
      unit.quiet = owed ? unit.quiet + 1 : 0;
      longest = Math.max(longest, unit.quiet * TICK_MS);
    }
    if (longest > this.suspicionMs) this.onSilence(longest);
  }
}
