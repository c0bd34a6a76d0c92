import type { Spot } from "./view";

/** A marker on its way from where it was drawn to where its newest fix is. Times in ms of one clock. */
export interface Glide {
  readonly from: Spot;
  readonly to: Spot;
  readonly startedAt: number;
  readonly durationMs: number;
}

/** A longer glide would show yesterday's news: with a fix every 5 s the marker arrives after 2 and waits. */
export const LONGEST_GLIDE_MS = 2000;
const SHORTEST_GLIDE_MS = 200;
/** A jump over this is another place, not a movement. */
export const JUMP_METERS = 500;

export function still(at: Spot): Glide {
  return { from: at, to: at, startedAt: 0, durationMs: 0 };
}

/**
 * The glide to a new fix, begun where the marker is now. It takes as long as the fixes are apart, so that steady
 * fixes give a steady movement.
 * @param sinceLastFixMs time between the two fixes by the phone's clock
 * @param jumpMeters distance between where the marker is headed and the new fix
 */
export function glideTo(
  held: Glide,
  to: Spot,
  now: number,
  { sinceLastFixMs, jumpMeters }: { sinceLastFixMs: number; jumpMeters: number },
): Glide {
  if (jumpMeters > JUMP_METERS) return still(to);
  const durationMs = Math.min(LONGEST_GLIDE_MS, Math.max(SHORTEST_GLIDE_MS, sinceLastFixMs));
  return { from: spotAt(held, now), to, startedAt: now, durationMs };
}

export function isMoving(glide: Glide, now: number): boolean {
  return (
    now < glide.startedAt + glide.durationMs && (glide.from.x !== glide.to.x || glide.from.y !== glide.to.y)
  );
}

export function spotAt(glide: Glide, now: number): Spot {
  const part = glide.durationMs === 0 ? 1 : (now - glide.startedAt) / glide.durationMs;
  if (part >= 1) return glide.to;
  const done = Math.max(0, part);
  return {
    x: glide.from.x + (glide.to.x - glide.from.x) * done,
    y: glide.from.y + (glide.to.y - glide.from.y) * done,
  };
}

/** How far the marker moves in a ms, in the unit of its spots; 0 when it stands. */
export function paceOf(glide: Glide, now: number): number {
  if (!isMoving(glide, now)) return 0;
  return Math.hypot(glide.to.x - glide.from.x, glide.to.y - glide.from.y) / glide.durationMs;
}
