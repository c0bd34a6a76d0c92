import { judgeFix } from "./judge-fix";
import type { Fix, TrackState } from "./types";

/**
 * The fixes that were held as a jump and that a later one of these proves right (LOC-7).
 * @param start what was known before the first of them
 * @param fixes in time order
 */
export function provenFixes(start: TrackState, fixes: readonly Fix[]): ReadonlySet<Fix> {
  const proven = new Set<Fix>();
  let held: Fix[] = [];
  let track = start;
  for (const fix of fixes) {
    const { verdict, reason, judge } = judgeFix(track, fix);
    if (verdict === "duplicate" || verdict === "late") continue;
    track = { ...track, newestAt: fix.at, newestPoint: fix.point, judge };
    if (reason === "jump") held = [fix];
    else if (reason === "jump_held") held.push(fix);
    else if (verdict !== "mock") {
      if (reason === "jump_confirmed") for (const one of held) proven.add(one);
      held = [];
    }
  }
  return proven;
}
