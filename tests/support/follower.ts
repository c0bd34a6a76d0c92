import { setTimeout as pause } from "node:timers/promises";
import type postgres from "postgres";
import { logOf } from "./ledger";
import { until } from "./until";
import { Viewer } from "./viewer";

/** A dispatcher's page reduced to what RT-3 asks of it: comes back with its last number, and ignores what it has seen. */
export class Follower {
  /** Every event applied, in the order it was. */
  readonly applied: number[] = [];
  /** The number of the picture it started from. */
  start: number | null = null;
  connections = 0;
  private seq: number | null = null;
  private open = true;
  private viewer: Viewer | null = null;
  private readonly following: Promise<void>;

  constructor(
    private readonly url: string,
    private readonly cookie: string,
  ) {
    this.following = this.follow();
  }

  /**
   * Follows to the log's present end and leaves. The minute's own tasks may write on meanwhile, so it is
   * held against the log as far as it has come, which is at least that end.
   *
   * @returns the numbers that it should have applied, in order
   */
  async finish(owner: postgres.Sql, tenantId: string, within: number): Promise<number[]> {
    const end = (await logOf(owner, tenantId)).length;
    await until(`number ${end}`, () => this.known() >= end, within);
    await this.close();
    const start = this.start ?? Number.NaN;
    const log = await logOf(owner, tenantId);
    return log.map((row) => row.seq).filter((seq) => seq > start && seq <= this.known());
  }

  private async close(): Promise<void> {
    this.open = false;
    this.viewer?.close();
    await this.following;
  }

  private known(): number {
    return this.viewer?.seq ?? this.seq ?? 0;
  }

  private async follow(): Promise<void> {
    while (this.open) {
      const viewer = new Viewer(this.url, {
        cookie: this.cookie,
        ...(this.seq === null ? {} : { lastSeq: this.seq }),
      });
      this.viewer = viewer;
      await until("an end", () => viewer.gone ?? viewer.refusal ?? (this.open ? null : "closed"), 600_000);
      if (viewer.connected) this.connections += 1;
      if (viewer.snapshot && this.start === null) this.start = viewer.snapshot.seq;
      const seen = new Set(this.applied);
      this.applied.push(...viewer.seqs.filter((seq) => !seen.has(seq)));
      if (viewer.connected) this.seq = viewer.seq;
      viewer.close();
      await pause(50);
    }
  }
}
