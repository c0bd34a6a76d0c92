import type { MovedPosition } from "@/lib/realtime/hint";

/** Between two frames of a tenant while it is busy, milliseconds; stretched when a frame carries many. */
const CALM_TICK_MS = 100;
const BUSY_TICK_MS = 250;
const BUSY_FROM = 50;

/**
 * Folds positions per tenant and tick: last value wins. Leading edge: an idle tenant's frame leaves at once, a busy
 * one's at most once per tick.
 */
export class PositionFold {
  private readonly pending = new Map<number, MovedPosition>();
  private lastFlush = 0;
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly flush: (rows: MovedPosition[]) => void) {}

  add(rows: readonly MovedPosition[], now: number): void {
    for (const row of rows) {
      const [number, , , at] = row;
      const known = this.pending.get(number);
      // Two nodes' hints may cross; the older fix must not win.
      if (!known || known[3] <= at) this.pending.set(number, row);
    }
    if (this.timer || this.pending.size === 0) return;
    const wait = this.lastFlush + (this.pending.size >= BUSY_FROM ? BUSY_TICK_MS : CALM_TICK_MS) - now;
    if (wait <= 0) this.send(now);
    else this.timer = setTimeout(() => this.send(Date.now()), wait);
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.pending.clear();
  }

  private send(now: number): void {
    this.timer = null;
    this.lastFlush = now;
    const rows = [...this.pending.values()];
    this.pending.clear();
    this.flush(rows);
  }
}
