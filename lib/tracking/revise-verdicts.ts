import type { ProcessedFix, StoredVerdict } from "./types";

/**
 * What has to be said anew of stored fixes after their day was folded again (LOC-7): a jump that was confirmed, or one that
 * only late fixes show. That a fix came late stays said of it as long as it fits the track.
 * @param stored by fix id
 * @param results of the fold; fixes that are not stored are left out
 */
export function reviseVerdicts(
  stored: ReadonlyMap<string, StoredVerdict>,
  results: readonly { readonly fixId: string; readonly result: Pick<ProcessedFix, "verdict" | "reason"> }[],
): ReadonlyMap<string, StoredVerdict> {
  const revised = new Map<string, StoredVerdict>();
  for (const { fixId, result } of results) {
    const known = stored.get(fixId);
    if (known === undefined) continue;
    const first = known.before ?? known.verdict;
    const fits = result.verdict === "good" || result.verdict === "coarse";
    const verdict = fits && first === "late" ? first : result.verdict;
    if (verdict === known.verdict) continue;
    const reason = verdict === "late" ? "older_than_newest" : result.reason;
    revised.set(fixId, { verdict, reason, before: verdict === first ? null : first });
  }
  return revised;
}
