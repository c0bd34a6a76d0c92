import type { MapView, Spot } from "./view";

export interface Crowd<T> {
  readonly members: readonly T[];
  /** Middle of the members, pixels. */
  readonly x: number;
  readonly y: number;
}

/** Markers are 32 px wide: a cell of this size with more than a few in it cannot be read. */
const CELL_PX = 64;
/** So many still fit side by side. */
const READABLE = 3;
/** From this zoom on a street fills the screen and nobody is folded away … */
export const NO_CROWDS_FROM_ZOOM = 15;
/** … unless there are more than this many in sight; two zooms closer nobody is folded in any case. */
export const TOO_MANY = 250;

/**
 * Folds markers that would cover each other when zoomed out. Cells are anchored to the world and not to the screen,
 * so that panning never regroups anybody.
 * @param stays those who are always drawn for themselves
 */
export function gather<T extends Spot>(
  markers: readonly T[],
  view: MapView,
  stays: (marker: T) => boolean,
): { single: T[]; crowds: Crowd<T>[] } {
  const zoom = Math.log2(view.scale);
  const until = NO_CROWDS_FROM_ZOOM + (markers.length > TOO_MANY ? 2 : 0);
  if (zoom >= until) return { single: [...markers], crowds: [] };
  // Between two whole zooms cells keep their place on earth.
  const cell = CELL_PX * (view.scale / 2 ** Math.floor(zoom));
  const cells = new Map<string, T[]>();
  const single: T[] = [];
  for (const marker of markers) {
    if (stays(marker)) {
      single.push(marker);
      continue;
    }
    const key = `${Math.floor((marker.x + view.left) / cell)}:${Math.floor((marker.y + view.top) / cell)}`;
    const held = cells.get(key);
    if (held === undefined) cells.set(key, [marker]);
    else held.push(marker);
  }
  const crowds: Crowd<T>[] = [];
  for (const members of cells.values()) {
    if (members.length <= READABLE) {
      single.push(...members);
      continue;
    }
    const middle = (axis: "x" | "y") => members.reduce((sum, one) => sum + one[axis], 0) / members.length;
    crowds.push({ members, x: middle("x"), y: middle("y") });
  }
  return { single, crowds };
}
