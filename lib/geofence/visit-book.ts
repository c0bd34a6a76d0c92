import type { VisitCloseReason, VisitOpenReason } from "./types";

export interface Departure {
  readonly at: number;
  /** Last moment known inside before it; null when nobody noted it. */
  readonly after: number | null;
  readonly reason: VisitCloseReason | null;
}

/** A stay to be booked; times epoch ms. */
export interface NewVisit {
  readonly technicianId: string;
  readonly jobId: string;
  readonly arrivedAt: number;
  /** Last moment known outside before the arrival; null when nothing was known. */
  readonly arrivedAfter: number | null;
  readonly openedBy: VisitOpenReason;
  readonly departed: Departure | null;
}

/** A stay as the table has it. */
export interface BookedVisit extends NewVisit {
  readonly id: string;
  /** What it said before late fixes corrected it (LOC-8). */
  readonly changedFrom: { readonly arrivedAt: string; readonly departedAt: string | null } | null;
}

/** What has to be written so that the table says what the book says. */
export interface VisitWrites {
  readonly removed: readonly string[];
  readonly changed: readonly BookedVisit[];
  readonly added: readonly BookedVisit[];
}

type Stay = Pick<NewVisit, "technicianId" | "jobId">;

/**
 * The visits of some jobs while many things happen to them at once: changed in memory, one after the other, then written
 * as a whole. Whoever fills it holds the locks of the jobs until that is done. Times are epoch ms.
 */
export class VisitBook {
  private readonly byJob = new Map<string, BookedVisit[]>();
  private readonly stored = new Set<string>();
  private readonly touched = new Set<string>();

  constructor(
    visits: readonly BookedVisit[],
    private readonly nextId: () => string,
  ) {
    for (const visit of visits) {
      this.stored.add(visit.id);
      this.put(visit);
    }
  }

  /** Visits of a job, whoever made them. */
  ofJob(jobId: string): readonly BookedVisit[] {
    return this.byJob.get(jobId) ?? [];
  }

  /** Books a visit and answers its id. Where one is open already (a check-in by hand was faster), that one is it. */
  book(visit: NewVisit): string {
    const open = visit.departed === null ? this.openOf(visit) : undefined;
    if (open) return open.id;
    const id = this.nextId();
    this.put({ ...visit, id, changedFrom: null });
    this.touched.add(id);
    return id;
  }

  /** Ends the open visit; null when there is none: whoever closed it first has told everybody. */
  end(
    stay: Stay,
    { at, after, reason }: { at: number; after: number; reason: VisitCloseReason },
  ): BookedVisit | null {
    const open = this.openOf(stay);
    if (!open) return null;
    // A check-in by hand may have opened it a moment after the fix that ends it: a stay never ends before it began.
    const notBefore = (moment: number) => Math.max(open.arrivedAt, moment);
    return this.replace(open, { departed: { at: notBefore(at), after: notBefore(after), reason } });
  }

  /**
   * Takes a departure back: he was away for less than the cooldown, so the visit goes on (GEO-4). Where another one is
   * open already, that one is it.
   * @returns its id; null when no visit began then
   */
  reopen(stay: Stay, arrivedAt: number): string | null {
    const open = this.openOf(stay);
    if (open) return open.id;
    const last = this.ofJob(stay.jobId).findLast(
      (visit) => visit.technicianId === stay.technicianId && visit.arrivedAt === arrivedAt,
    );
    return last ? this.replace(last, { departed: null }).id : null;
  }

  /** Corrects a visit after late fixes and keeps what it said before (LOC-8). */
  correct(id: string, now: Pick<NewVisit, "arrivedAt" | "arrivedAfter" | "departed">): void {
    const visit = this.find(id);
    if (!visit) return;
    const before = new Date(visit.arrivedAt).toISOString();
    const left = visit.departed === null ? null : new Date(visit.departed.at).toISOString();
    this.replace(visit, { ...now, changedFrom: { arrivedAt: before, departedAt: left } });
  }

  /** Removes a visit that late fixes have shown never to have been. */
  remove(id: string): void {
    const visit = this.find(id);
    if (!visit) return;
    const visits = this.byJob.get(visit.jobId) ?? [];
    visits.splice(visits.indexOf(visit), 1);
    this.touched.add(id);
  }

  writes(): VisitWrites {
    const now = [...this.byJob.values()].flat();
    const kept = new Set(now.map((visit) => visit.id));
    const touched = now.filter((visit) => this.touched.has(visit.id));
    return {
      removed: [...this.touched].filter((id) => this.stored.has(id) && !kept.has(id)),
      changed: touched.filter((visit) => this.stored.has(visit.id)),
      added: touched.filter((visit) => !this.stored.has(visit.id)),
    };
  }

  private openOf({ technicianId, jobId }: Stay): BookedVisit | undefined {
    return this.ofJob(jobId).find((visit) => visit.technicianId === technicianId && visit.departed === null);
  }

  private find(id: string): BookedVisit | undefined {
    for (const visits of this.byJob.values()) {
      const visit = visits.find((one) => one.id === id);
      if (visit) return visit;
    }
    return undefined;
  }

  private put(visit: BookedVisit): void {
    const visits = this.byJob.get(visit.jobId);
    if (visits) visits.push(visit);
    else this.byJob.set(visit.jobId, [visit]);
  }

  private replace(visit: BookedVisit, change: Partial<BookedVisit>): BookedVisit {
    const visits = this.byJob.get(visit.jobId) ?? [];
    const changed = { ...visit, ...change };
    visits[visits.indexOf(visit)] = changed;
    this.touched.add(visit.id);
    return changed;
  }
}
