import { at } from "./at";
import { distance } from "./plane";
import { between, type Random } from "./random";
import type { Point } from "./types";

/** A turned quarter: the angle in radians, and the metres between its streets in both directions. */
export type TurnedQuarter = { tilt: number; across: number; along: number };

type Box = { west: number; east: number; south: number; north: number };

/** The lines of a grid turned by `tilt` about the middle of the box, cut off at its sides. */
export function turnedGrid(random: Random, box: Box, quarter: TurnedQuarter): { a: Point; b: Point }[] {
  const middle = { x: (box.west + box.east) / 2, y: (box.south + box.north) / 2 };
  const reach = Math.hypot(box.east - box.west, box.north - box.south) / 2;
  const lines: { a: Point; b: Point }[] = [];
  for (const [angle, spacing] of [
    [quarter.tilt, quarter.across],
    [quarter.tilt + Math.PI / 2, quarter.along],
  ] as const) {
    const along = { x: Math.cos(angle), y: Math.sin(angle) };
    for (let offset = -reach + spacing / 2; offset < reach; offset += spacing * between(random, 0.88, 1.12)) {
      const through = { x: middle.x - along.y * offset, y: middle.y + along.x * offset };
      const inBox = cutToBox(through, along, box);
      if (inBox && distance(inBox.a, inBox.b) > 70) lines.push(inBox);
    }
  }
  return lines;
}

function cutToBox(through: Point, along: Point, box: Box): { a: Point; b: Point } | null {
  const range = (from: number, step: number, low: number, high: number) => {
    if (Math.abs(step) < 1e-9) return from > low && from < high ? [-1e9, 1e9] : [1, 0];
    const [a, b] = [(low - from) / step, (high - from) / step];
    return [Math.min(a, b), Math.max(a, b)];
  };
  const x = range(through.x, along.x, box.west, box.east);
  const y = range(through.y, along.y, box.south, box.north);
  const low = Math.max(at(x, 0), at(y, 0));
  const high = Math.min(at(x, 1), at(y, 1));
  if (high <= low) return null;
  const point = (t: number) => ({ x: through.x + along.x * t, y: through.y + along.y * t });
  return { a: point(low), b: point(high) };
}
