import { arrivedAfterOf, differs, reconcileVisits, type StoredVisit } from "@/lib/tracking/reconcile-visits";
import type { FoldedVisit, JobTransition } from "@/lib/tracking/types";

/** The visits of one technician as the commands keep them, without a database. */
export class BookedVisits {
  private rows: StoredVisit[] = [];
  private next = 1;

  /** As `settle-transitions.ts` does for what a batch or the clock decided. */
  settle(transitions: readonly JobTransition[]): void {
    for (const { jobId, transition } of transitions) {
      if (transition.kind === "passed") continue;
      const open = this.rows.find((row) => row.jobId === jobId && row.departedAt === null);
      if (transition.kind === "departed") {
        if (open) {
          const [departedAfter] = transition.between;
          this.replace({ ...open, departedAt: transition.at, departedAfter });
        }
      } else if (open) {
      } else if (transition.kind === "arrived") {
        this.add(jobId, transition.at, transition.between[0], null, null);
      } else {
        const { visitArrivedAt } = transition;
        const closed = this.rows.find((row) => row.jobId === jobId && row.arrivedAt === visitArrivedAt);
        if (closed) this.replace({ ...closed, departedAt: null, departedAfter: null });
      }
    }
  }

  /** As `apply-folded-day.ts` does for a day that was folded again. */
  reconcile(folded: readonly FoldedVisit[], start: number): void {
    const stored = this.rows.filter(({ departedAt }) => departedAt === null || departedAt >= start);
    const { removed, matched, added } = reconcileVisits(stored, folded, start);
    for (const { id } of removed) this.rows = this.rows.filter((row) => row.id !== id);
    for (const pair of matched) {
      const row = this.rows.find(({ id }) => id === pair.stored.id);
      if (!row || !differs(pair.stored, pair.folded)) continue;
      const { arrivedAt, departedAt, departedBetween } = pair.folded;
      const departedAfter = departedBetween?.[0] ?? departedAt;
      this.replace({
        ...row,
        arrivedAt,
        arrivedAfter: arrivedAfterOf(row, pair.folded),
        departedAt,
        departedAfter,
      });
    }
    for (const { jobId, arrivedAt, arrivedBetween, departedAt, departedBetween } of added) {
      const departedAfter = departedBetween?.[0] ?? departedAt;
      this.add(jobId, arrivedAt, arrivedBetween?.[0] ?? null, departedAt, departedAfter);
    }
  }

  /** By arrival, then job. */
  get all(): readonly StoredVisit[] {
    return this.rows.toSorted((a, b) => a.arrivedAt - b.arrivedAt || (a.jobId < b.jobId ? -1 : 1));
  }

  private add(
    jobId: string,
    arrivedAt: number,
    arrivedAfter: number | null,
    departedAt: number | null,
    departedAfter: number | null,
  ): void {
    this.rows.push({ id: String(this.next), jobId, arrivedAt, arrivedAfter, departedAt, departedAfter });
    this.next += 1;
  }

  private replace(row: StoredVisit): void {
    this.rows = this.rows.map((old) => (old.id === row.id ? row : old));
  }
}
