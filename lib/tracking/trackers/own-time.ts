/** Nothing that tracks is older: a time before is no time but a wrong unit, or none at all. */
const EARLIEST = Date.UTC(2000);

/** The time that something may be judged by, as far as it says one; epoch ms. */
export function ownTime(at: number | null): number | null {
  return at === null || at < EARLIEST ? null : at;
}
