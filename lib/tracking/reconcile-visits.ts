import type { FoldedVisit } from "./types";

/** A visit as the table has it; times epoch ms. */
export interface StoredVisit {
  readonly id: string;
  readonly jobId: string;
  readonly arrivedAt: number;
  /** Lower end of the interval in which he came (GEO-3); null when nothing was known before. */
  readonly arrivedAfter: number | null;
  readonly departedAt: number | null;
  /** Lower end of the interval in which he left. */
  readonly departedAfter: number | null;
}

export interface VisitChanges {
  readonly added: readonly FoldedVisit[];
  /** The same stay on both sides, whether or not its times agree. */
  readonly matched: readonly { readonly stored: StoredVisit; readonly folded: FoldedVisit }[];
  /** Visits that never were, in the light of what came late. */
  readonly removed: readonly StoredVisit[];
}

/**
 * What has to be done to stored visits so that they say what the folded day says (LOC-8). A stored visit and a folded
 * one are the same stay when they are of one job and overlap; each is used once, in order of arrival. What began before
 * the fold did is only ever corrected: the fold cannot know that it never was.
 * @param start epoch ms from which fixes were folded
 */
export function reconcileVisits(
  stored: readonly StoredVisit[],
  folded: readonly FoldedVisit[],
  start: number,
): VisitChanges {
  const left = [...stored].sort((a, b) => a.arrivedAt - b.arrivedAt);
  const added: FoldedVisit[] = [];
  const matched: { stored: StoredVisit; folded: FoldedVisit }[] = [];
  for (const visit of folded) {
    const index = left.findIndex(
      (candidate) => candidate.jobId === visit.jobId && overlaps(candidate, visit),
    );
    const [match] = index < 0 ? [] : left.splice(index, 1);
    if (match) matched.push({ stored: match, folded: visit });
    else added.push(visit);
  }
  return { added, matched, removed: left.filter((visit) => visit.arrivedAt >= start) };
}

/** Whether the fold knows better than the table, be it only between which fixes he came or left. */
export function differs(stored: StoredVisit, folded: FoldedVisit): boolean {
  const { departedBetween } = folded;
  return (
    stored.arrivedAt !== folded.arrivedAt ||
    stored.arrivedAfter !== arrivedAfterOf(stored, folded) ||
    stored.departedAt !== folded.departedAt ||
    (departedBetween !== null && stored.departedAfter !== departedBetween[0])
  );
}

/** The last moment before the arrival that is known outside, epoch ms. A fold that began later leaves it as it was. */
export function arrivedAfterOf(stored: StoredVisit, folded: FoldedVisit): number | null {
  if (folded.arrivedBetween !== null) return folded.arrivedBetween[0];
  return stored.arrivedAt === folded.arrivedAt ? stored.arrivedAfter : null;
}

interface Span {
  readonly arrivedAt: number;
  readonly departedAt: number | null;
}

function overlaps(a: Span, b: Span): boolean {
  return a.arrivedAt <= (b.departedAt ?? Infinity) && b.arrivedAt <= (a.departedAt ?? Infinity);
}
