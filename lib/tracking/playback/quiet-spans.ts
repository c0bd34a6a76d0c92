import { distanceMeters } from "@/lib/geo/distance";
import { stopRules } from "../stays-in-area";
import { isSilence, type TrackFix } from "./track";

/** A time in which there is nothing to watch: he stands, or nothing is heard. Epoch ms. */
export interface QuietSpan {
  readonly from: number;
  readonly until: number;
  readonly kind: "standing" | "silence";
}

/**
 * The times that "skip standing" leaves out, in order, none overlapping another.
 * @param track in time order
 */
export function quietSpans(track: readonly TrackFix[]): QuietSpan[] {
  const spans: QuietSpan[] = [];
  let index = 0;
  while (index < track.length - 1) {
    const [fix, next] = [track[index], track[index + 1]];
    if (fix === undefined || next === undefined) break;
    if (isSilence(fix, next)) {
      spans.push({ from: fix.at, until: next.at, kind: "silence" });
      index += 1;
      continue;
    }
    const last = lastNear(track, index);
    const until = track[last]?.at ?? fix.at;
    if (until - fix.at < stopRules.forMs) {
      index += 1;
      continue;
    }
    spans.push({ from: fix.at, until, kind: "standing" });
    index = last;
  }
  return spans;
}

/** Index of the last fix until which he never got away from the place of the first one. */
function lastNear(track: readonly TrackFix[], first: number): number {
  const start = track[first];
  let last = first;
  for (let index = first + 1; index < track.length; index += 1) {
    const [before, fix] = [track[last], track[index]];
    if (start === undefined || before === undefined || fix === undefined) break;
    if (isSilence(before, fix) || distanceMeters(start.point, fix.point) > stopRules.withinMeters) break;
    last = index;
  }
  return last;
}
