import type { Phrase } from "./phrase";

export type AgeId = "now" | "seconds" | "minutes" | "hours" | "days";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A clock that runs ahead makes ages negative; that and the first moment read as now. */
const NOW_MS = 2000;

/** How long ago in the largest unit that fits, for ages of positions and events. */
export function agePhrase(ageMs: number): Phrase<AgeId> {
  if (ageMs < NOW_MS) return { id: "now", values: {} };
  if (ageMs < MINUTE) return { id: "seconds", values: { count: Math.floor(ageMs / 1000) } };
  if (ageMs < HOUR) return { id: "minutes", values: { count: Math.floor(ageMs / MINUTE) } };
  if (ageMs < DAY) return { id: "hours", values: { count: Math.floor(ageMs / HOUR) } };
  return { id: "days", values: { count: Math.floor(ageMs / DAY) } };
}
