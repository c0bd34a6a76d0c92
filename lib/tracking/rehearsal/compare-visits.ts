import { reconcileVisits, type StoredVisit } from "../reconcile-visits";
import type { FoldedVisit } from "../types";

export interface VisitComparison {
  readonly unchanged: number;
  readonly added: readonly FoldedVisit[];
  readonly removed: readonly StoredVisit[];
  readonly changed: readonly { readonly stored: StoredVisit; readonly folded: FoldedVisit }[];
}

/**
 * Visits of one technician as they are beside those that another fence would have found; only the ones that began
 * within the rehearsed time.
 * @param from epoch ms
 */
export function compareVisits(
  stored: readonly StoredVisit[],
  folded: readonly FoldedVisit[],
  from: number,
): VisitComparison {
  const { added, matched, removed } = reconcileVisits(stored, folded, from);
  const within = matched.filter((pair) => pair.stored.arrivedAt >= from || pair.folded.arrivedAt >= from);
  const changed = within.filter(
    (pair) =>
      pair.stored.arrivedAt !== pair.folded.arrivedAt || pair.stored.departedAt !== pair.folded.departedAt,
  );
  return {
    unchanged: within.length - changed.length,
    added: added.filter((visit) => visit.arrivedAt >= from),
    removed,
    changed,
  };
}
