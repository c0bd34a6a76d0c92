import { LIVE_LIMIT } from "./backlog";
import { byTimeThenPlace } from "./fold-batch";
import type { IncomingFix } from "./schema";

/** A backlog is written in pieces of about so many fixes: for what is done in one go, live fixes may have to wait. */
const PIECE = 100;

/**
 * Cuts a backlog into pieces of like size, each of them a backlog too, one after the other in time: of fixes with the same id
 * the earliest is the first. What is not a backlog stays whole.
 * @returns the places that the fixes of each piece have in the list, ascending
 */
export function piecesOf(fixes: readonly IncomingFix[]): readonly (readonly number[])[] {
  const places = fixes.map((_, place) => place);
  if (fixes.length <= LIVE_LIMIT) return [places];
  const byTime = places.toSorted((a, b) => {
    const [one, other] = [fixes[a], fixes[b]];
    return one && other ? byTimeThenPlace(one, other) : 0;
  });
  const count = Math.max(1, Math.round(fixes.length / PIECE));
  const size = Math.ceil(fixes.length / count);
  return Array.from({ length: count }, (_, index) =>
    byTime.slice(index * size, (index + 1) * size).sort((a, b) => a - b),
  );
}
