/** When a stay began and ended, epoch ms; null while it goes on. */
export interface Stay {
  readonly arrivedAt: number;
  readonly departedAt: number | null;
}

/** Time on site in whole seconds: the sum of all stays, an open one counted up to `now` (GEO-5). Never negative. */
export function timeOnSiteSeconds(stays: readonly Stay[], now: number): number {
  let milliseconds = 0;
  for (const stay of stays) milliseconds += Math.max(0, (stay.departedAt ?? now) - stay.arrivedAt);
  return Math.floor(milliseconds / 1000);
}

/** "39m 0s", "1h 46m 0s": hours only when there are any, minutes and seconds always (GEO-5). */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  const rest = `${Math.floor((whole % 3600) / 60)}m ${whole % 60}s`;
  return hours === 0 ? rest : `${hours}h ${rest}`;
}
