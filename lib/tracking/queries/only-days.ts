import type { Run } from "../areas/hour-runs";

/**
 * A condition on fixes `f` that says nothing new, only in constants: every day is a table, and the planner leaves out those that
 * constants exclude. Opening and planning for all of them costs more than reading a few. Whole days, so that few texts exist;
 * a statement with it is still not worth being kept prepared.
 * @param days epoch ms; null: all
 */
export function onlyDays(days: Run | null): string {
  if (days === null) return "";
  const [from, until] = [days.from, days.until].map((at) => new Date(at).toISOString());
  return `and f.recorded_at >= '${from}' and f.recorded_at < '${until}'`;
}
