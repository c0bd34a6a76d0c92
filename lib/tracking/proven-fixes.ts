import { judgeFix } from "./judge-fix";
import type { Fix, TrackState } from "./types";

/**
 * The fixes that were held as a jump and that a later one of these proves right (LOC-7).
 * @param start what was known before the first of them
 * @param fixes in time order
 */
export function provenFixes(start: TrackState, fixes: readonly Fix[]): ReadonlySet<Fix> {
  return followJumps(start, fixes).proven;
}

/**
 * When a jump began of which these fixes do not tell yet whether it is right, epoch ms; null when nothing is open. Whoever
 * folds a time in parts has to cut it there: what is held at the end of one part could not be proven by the next (LOC-7).
 * @param start what was known before the first of them
 * @param fixes in time order
 */
export function openJumpSince(start: TrackState, fixes: readonly Fix[]): number | null {
  return followJumps(start, fixes).openSince;
}

function followJumps(
  start: TrackState,
  fixes: readonly Fix[],
): { readonly proven: ReadonlySet<Fix>; readonly openSince: number | null } {
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
  return { proven, openSince: held[0]?.at ?? null };
}
