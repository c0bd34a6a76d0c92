import { redecidePassed, type StandingPassed } from "@/lib/tracking/redecide-passed";
import type { JobTransition } from "@/lib/tracking/types";

/** The drive-pasts of one technician that somebody is asked about, as the commands keep them, without a database. */
export class BookedPassed {
  private rows: StandingPassed[] = [];
  private next = 1;

  /** As `settle-transitions.ts` does for what a batch or the clock decided. */
  settle(transitions: readonly JobTransition[]): void {
    for (const { jobId, transition } of transitions) {
      if (transition.kind === "passed") this.add(jobId, transition.at, transition.passed.between);
    }
  }

  /** As `apply-folded-day.ts` does for a day that was folded again. */
  reconcile(transitions: readonly JobTransition[], start: number): void {
    const standing = this.rows.filter(({ occurredAt }) => occurredAt.getTime() >= start);
    const { withdrawn, made } = redecidePassed(
      { technicianId: "ada", name: "Ada" },
      {
        standing,
        transitions,
        now: 0,
        job: (id) => ({ id, number: 1, title: "" }),
        nextId: () => String(this.next),
      },
    );
    const fallen = new Set(withdrawn.map(({ id }) => id));
    this.rows = this.rows.filter(({ id }) => !fallen.has(id));
    for (const { jobId, transition } of made)
      if (transition.kind === "passed") this.add(jobId, transition.at, transition.passed.between);
  }

  /** "job/second fix/came/left", sorted. */
  get all(): readonly string[] {
    return this.rows
      .map(({ jobId, occurredAt, passedBetween }) =>
        [jobId, occurredAt.getTime(), ...(passedBetween ?? [])].join("/"),
      )
      .sort();
  }

  private add(jobId: string, at: number, between: readonly [number, number]): void {
    const id = String(this.next);
    this.next += 1;
    this.rows.push({
      id,
      jobId,
      kind: "passed",
      occurredAt: new Date(at),
      answer: null,
      passedBetween: between,
    });
  }
}
