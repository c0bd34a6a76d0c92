import { at } from "./at";
import type { Point } from "./types";

/** Something streets keep clear of: a ring, and how far its outer road runs from it, metres. */
export type Obstacle = { ring: readonly Point[]; keepMeters: number; solid: "inside" | "outside" };

/**
 * For each point of the plane, how far it is from the line that the roads round all obstacles follow: positive where
 * streets may be, negative on the obstacle's side, and which obstacle (index) that is. Exact near that line, at most
 * 80 m further off.
 */
export type ShoreField = {
  value(p: Point): number;
  obstacleAt(p: Point): number;
  columns: number;
  rows: number;
  sample(column: number, row: number): number;
  place(column: number, row: number): Point;
};

const CELL = 25;
const HALF_WIDTH = 4500;
const HALF_HEIGHT = 4000;
const REACH = 80;
const COLUMNS = (2 * HALF_WIDTH) / CELL + 1;
const ROWS = (2 * HALF_HEIGHT) / CELL + 1;

function unsignedDistances(ring: readonly Point[], reach: number): Float64Array {
  const grid = new Float64Array(COLUMNS * ROWS).fill(reach);
  let a = at(ring, ring.length - 1);
  for (const b of ring) {
    const west = Math.max(0, Math.floor((Math.min(a.x, b.x) - reach + HALF_WIDTH) / CELL));
    const east = Math.min(COLUMNS - 1, Math.ceil((Math.max(a.x, b.x) + reach + HALF_WIDTH) / CELL));
    const south = Math.max(0, Math.floor((Math.min(a.y, b.y) - reach + HALF_HEIGHT) / CELL));
    const north = Math.min(ROWS - 1, Math.ceil((Math.max(a.y, b.y) + reach + HALF_HEIGHT) / CELL));
    const dx = b.x - a.x;
    const dy = b.y - a.y;
    const squared = dx * dx + dy * dy || 1;
    for (let row = south; row <= north; row++) {
      const qy = row * CELL - HALF_HEIGHT - a.y;
      for (let column = west; column <= east; column++) {
        // `nearestOnSegment` written out: this runs a million times, and its result object would be most of the cost.
        const qx = column * CELL - HALF_WIDTH - a.x;
        const t = Math.min(1, Math.max(0, (qx * dx + qy * dy) / squared));
        const ex = qx - t * dx;
        const ey = qy - t * dy;
        const d = Math.sqrt(ex * ex + ey * ey);
        const cell = row * COLUMNS + column;
        if (d < (grid[cell] ?? 0)) grid[cell] = d;
      }
    }
    a = b;
  }
  return grid;
}

function insideFlags(ring: readonly Point[]): Uint8Array {
  const flags = new Uint8Array(COLUMNS * ROWS);
  for (let row = 0; row < ROWS; row++) {
    const y = row * CELL - HALF_HEIGHT + 1e-6;
    const crossings: number[] = [];
    let a = at(ring, ring.length - 1);
    for (const b of ring) {
      if (a.y > y !== b.y > y) crossings.push(a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x));
      a = b;
    }
    crossings.sort((left, right) => left - right);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const west = Math.max(0, Math.ceil((at(crossings, i) + HALF_WIDTH) / CELL));
      const east = Math.min(COLUMNS - 1, Math.floor((at(crossings, i + 1) + HALF_WIDTH) / CELL));
      flags.fill(1, row * COLUMNS + west, row * COLUMNS + Math.max(west, east + 1));
    }
  }
  return flags;
}

/** The field of a set of obstacles, rasterised at 25 m and read between the cells by bilinear interpolation. */
export function shoreField(obstacles: readonly Obstacle[]): ShoreField {
  const values = new Float64Array(COLUMNS * ROWS).fill(REACH);
  const nearest = new Int16Array(COLUMNS * ROWS).fill(-1);
  obstacles.forEach((obstacle, index) => {
    const distances = unsignedDistances(obstacle.ring, obstacle.keepMeters + REACH);
    const inside = insideFlags(obstacle.ring);
    for (let cell = 0; cell < values.length; cell++) {
      const clear = (inside[cell] === 1) === (obstacle.solid === "outside") ? 1 : -1;
      const value = clear * (distances[cell] ?? 0) - obstacle.keepMeters;
      if (value < (values[cell] ?? 0)) {
        values[cell] = value;
        nearest[cell] = index;
      }
    }
  });
  const sample = (column: number, row: number) => values[row * COLUMNS + column] ?? -REACH;
  return {
    columns: COLUMNS,
    rows: ROWS,
    sample,
    place: (column, row) => ({ x: column * CELL - HALF_WIDTH, y: row * CELL - HALF_HEIGHT }),
    value(p) {
      const x = (p.x + HALF_WIDTH) / CELL;
      const y = (p.y + HALF_HEIGHT) / CELL;
      const column = Math.floor(x);
      const row = Math.floor(y);
      if (column < 0 || row < 0 || column >= COLUMNS - 1 || row >= ROWS - 1) return -REACH;
      const fx = x - column;
      const fy = y - row;
      const low = sample(column, row) * (1 - fx) + sample(column + 1, row) * fx;
      const high = sample(column, row + 1) * (1 - fx) + sample(column + 1, row + 1) * fx;
      return low * (1 - fy) + high * fy;
    },
    obstacleAt(p) {
      const column = Math.round((p.x + HALF_WIDTH) / CELL);
      const row = Math.round((p.y + HALF_HEIGHT) / CELL);
      return nearest[row * COLUMNS + column] ?? -1;
    },
  };
}
