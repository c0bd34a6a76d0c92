import type { TransactionSql } from "postgres";
import { fewDays, withDays } from "../areas/few-days";
import type { SearchedArea } from "../areas/searched-area";
import { type Piece, stretchesOf, unseenBeside } from "../areas/stretches";
import type { WatchedFix } from "../areas/watch";
import { stretchFixes } from "./stretch-fixes";

/** Days before and after a short time in which neighbours are looked for first: over a weekend. */
const REACH_DAYS = 3;

/**
 * What tells the stays of technicians in an area in stretches of time, and the fix before and the one after each stretch that
 * tell something, in time order; one that is both is there twice. Neighbours are looked for on the days nearby, and anywhere
 * only for those who have none there.
 * @param now epoch ms
 * @returns those of each piece
 */
export async function fixesAround(
  client: TransactionSql,
  tenantId: string,
  area: SearchedArea,
  pieces: readonly Piece[],
  now: number,
): Promise<WatchedFix[][]> {
  const stretches = pieces.flatMap((piece, index) =>
    stretchesOf(piece).map((stretch) => ({ ...stretch, piece: index })),
  );
  const days = fewDays(stretches);
  const seen = days && withDays(days, REACH_DAYS);
  const found = await stretchFixes(client, tenantId, area, stretches, days && seen && { days, seen });
  const unseen = stretches.flatMap((stretch, place) => {
    const far = seen ? unseenBeside(stretch, found[place] ?? [], seen, now) : [];
    return far.map((edge) => ({ ...edge, place, isBefore: edge.until <= stretch.from }));
  });
  if (unseen.length > 0) {
    const far = await stretchFixes(client, tenantId, area, unseen, null);
    for (const [index, { place, isBefore }] of unseen.entries()) {
      const own = found[place] ?? [];
      found[place] = isBefore ? [...(far[index] ?? []), ...own] : [...own, ...(far[index] ?? [])];
    }
  }
  const fixes = pieces.map((): WatchedFix[] => []);
  for (const [place, { piece }] of stretches.entries()) fixes[piece]?.push(...(found[place] ?? []));
  return fixes;
}
