/** Room between what is shown and the edge of what is free, px, where there is plenty. */
const MOST_PX = 56;
/** Never flush with the edge: markers are 32 px wide. */
const LEAST_PX = 10;
/** Less room than this for the things themselves would zoom out until they are a dot. */
const ROOM_PX = 180;

/**
 * How much air to leave at both edges of one axis of the map: in a short window (a phone on its side, 200 % zoom)
 * the air gives way before the things do.
 * @param free what no panel covers, px
 */
export function fitAir(free: number): number {
  return Math.min(MOST_PX, Math.max(LEAST_PX, (free - ROOM_PX) / 2));
}
