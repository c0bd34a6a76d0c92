import { at } from "./at";
import { distance, mix } from "./plane";
import type { ShoreField } from "./shore-field";
import type { Point } from "./types";

/**
 * The closed lines where the field is zero, by marching squares (Lorensen and Cline's two-dimensional case): one
 * crossing per grid edge, linked across each cell. Ambiguous saddles are split, never joined.
 */
export function zeroContours(field: ShoreField): Point[][] {
  const crossings = new Map<number, Point>();
  const links = new Map<number, number[]>();
  const { columns, rows } = field;
  // A grid edge is named by its lower-left cell, twice over: even for the horizontal one, odd for the vertical one.
  const edgeKey = (column: number, row: number, vertical: boolean) =>
    (row * columns + column) * 2 + (vertical ? 1 : 0);
  const crossing = (c0: number, r0: number, c1: number, r1: number, key: number) => {
    const a = field.sample(c0, r0);
    const b = field.sample(c1, r1);
    if (a > 0 === b > 0) return null;
    if (!crossings.has(key)) crossings.set(key, mix(field.place(c0, r0), field.place(c1, r1), a / (a - b)));
    return key;
  };
  const link = (a: number, b: number) => {
    for (const [from, to] of [[a, b] as const, [b, a] as const]) {
      const known = links.get(from);
      if (known) known.push(to);
      else links.set(from, [to]);
    }
  };
  for (let row = 0; row < rows - 1; row++) {
    for (let column = 0; column < columns - 1; column++) {
      const solid = field.sample(column, row) > 0;
      if (
        solid === field.sample(column + 1, row) > 0 &&
        solid === field.sample(column, row + 1) > 0 &&
        solid === field.sample(column + 1, row + 1) > 0
      ) {
        continue;
      }
      const south = crossing(column, row, column + 1, row, edgeKey(column, row, false));
      const east = crossing(column + 1, row, column + 1, row + 1, edgeKey(column + 1, row, true));
      const north = crossing(column, row + 1, column + 1, row + 1, edgeKey(column, row + 1, false));
      const west = crossing(column, row, column, row + 1, edgeKey(column, row, true));
      const found = [south, east, north, west].filter((key) => key !== null);
      if (found.length === 2) link(at(found, 0), at(found, 1));
      if (found.length === 4) {
        link(at(found, 0), at(found, solid ? 3 : 1));
        link(at(found, 2), at(found, solid ? 1 : 3));
      }
    }
  }
  const rings: Point[][] = [];
  const used = new Set<number>();
  for (const start of links.keys()) {
    if (used.has(start)) continue;
    const ring: Point[] = [];
    let current: number | undefined = start;
    while (current !== undefined) {
      used.add(current);
      const point = crossings.get(current);
      if (point) ring.push(point);
      current = links.get(current)?.find((next) => !used.has(next));
    }
    if (ring.length > 8) rings.push(ring);
  }
  return rings;
}

/** A ring with its corners eased, and with points at least `spacing` metres apart. */
export function softenRing(ring: readonly Point[], spacing: number): Point[] {
  const count = ring.length;
  const soft: Point[] = [];
  ring.forEach((p, i) => {
    const eased = mix(p, mix(at(ring, (i + count - 1) % count), at(ring, (i + 1) % count), 0.5), 0.5);
    const last = soft.at(-1);
    if (!last || distance(last, eased) >= spacing) soft.push(eased);
  });
  return soft;
}
