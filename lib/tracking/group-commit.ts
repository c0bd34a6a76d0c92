/** One thing waiting for the next commit. */
interface Waiting<Item, Result> {
  readonly item: Item;
  readonly size: number;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

export interface GroupCommitOptions<Item, Result> {
  /** Writes all items in one transaction; answers one result per item, in order. */
  write(items: readonly Item[]): Promise<readonly Result[]>;
  /** How much of the limit one item takes. */
  sizeOf(item: Item): number;
  /** Size of one batch at most. */
  limit: number;
  /** What comes between a write that took so many milliseconds and the next one; nobody waits for it who was written. */
  rest?(tookMs: number): Promise<void>;
  /** Whether an error is the database's and not one item's: then nobody is tried again alone. */
  isOutage(error: unknown): boolean;
  /** Whether two writes met and the same one will pass when it is done again. */
  isCollision(error: unknown): boolean;
}

const ATTEMPTS = 4;

/**
 * Group commit without a timer: whatever waits when the last write ends is the next one (an idle queue
 * writes at once, a busy one grows by itself). One write at a time. An item that makes the write fail is found by halving, so that
 * it fails alone.
 */
export class GroupCommit<Item, Result> {
  private waiting: Waiting<Item, Result>[] = [];
  private running = false;

  constructor(private readonly options: GroupCommitOptions<Item, Result>) {}

  /** Resolves after the commit that carries the item. */
  add(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, size: this.options.sizeOf(item), resolve, reject });
      if (!this.running) void this.drain();
    });
  }

  private async drain(): Promise<void> {
    this.running = true;
    while (this.waiting.length > 0) {
      const began = performance.now();
      await this.write(this.take());
      await this.options.rest?.(performance.now() - began);
    }
    this.running = false;
  }

  private take(): Waiting<Item, Result>[] {
    let size = 0;
    let count = 0;
    for (const entry of this.waiting) {
      if (count > 0 && size + entry.size > this.options.limit) break;
      size += entry.size;
      count += 1;
    }
    return this.waiting.splice(0, count);
  }

  private async write(entries: readonly Waiting<Item, Result>[], attempt = 1): Promise<void> {
    try {
      const results = await this.options.write(entries.map((entry) => entry.item));
      entries.forEach((entry, index) => {
        const result = results[index];
        if (result === undefined) entry.reject(new Error("the write answered too few results"));
        else entry.resolve(result);
      });
    } catch (error) {
      if (attempt < ATTEMPTS && this.options.isCollision(error)) return this.write(entries, attempt + 1);
      if (entries.length === 1 || this.options.isOutage(error)) {
        for (const entry of entries) entry.reject(error);
        return;
      }
      const middle = Math.ceil(entries.length / 2);
      await this.write(entries.slice(0, middle));
      await this.write(entries.slice(middle));
    }
  }
}
