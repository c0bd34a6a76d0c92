import type { Hint, MovedPosition } from "./hint";

interface Pending {
  seq: number;
  readonly positions: Map<number, MovedPosition>;
}

/** Hints that wait to be sent, folded: the highest number of each tenant and the newest position of each technician. */
export class PendingHints {
  private readonly pending = new Map<string, Pending>();

  add(hints: readonly Hint[]): void {
    for (const { tenantId, seq, positions } of hints) {
      const known = this.pending.get(tenantId);
      const entry: Pending = known ?? { seq: 0, positions: new Map() };
      if (!known) this.pending.set(tenantId, entry);
      entry.seq = Math.max(entry.seq, seq);
      for (const position of positions) {
        const [number, , , at] = position;
        const held = entry.positions.get(number);
        if (held === undefined || held[3] <= at) entry.positions.set(number, position);
      }
    }
  }

  /** Gives out all that waits and forgets it. */
  take(): Hint[] {
    const hints = [...this.pending].map(([tenantId, { seq, positions }]) => ({
      tenantId,
      seq,
      positions: [...positions.values()],
    }));
    this.pending.clear();
    return hints;
  }

  get isEmpty(): boolean {
    return this.pending.size === 0;
  }
}
