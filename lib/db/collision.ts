import { sqlErrorOf } from "./sql-error";

/** Unique indexes that decide races: whoever loses sees, on the next try, what the winner did. */
const decidesRaces = new Set(["jobs_one_running", "visits_one_open"]);

/** Whether two units of work met and doing this one again from the start will end well. */
export function isCollision(error: unknown): boolean {
  const found = sqlErrorOf(error);
  if (found === null) return false;
  if (found.code === "40P01" || found.code === "40001") return true;
  return found.code === "23505" && decidesRaces.has(found.constraint ?? "");
}
