import { at } from "./at";
import { distance, lengthOf, mix } from "./plane";
import type { ShoreField } from "./shore-field";
import type { Point } from "./types";

/** How far a street runs on past the road along a shore, whose line is eased after the streets were cut. */
const SHORE_OVERSHOOT = 12;

export type Keep = (p: Point, direction: Point) => boolean;

/** The stretches of a line that may be built, each ending just past the road round whatever stopped it. */
export function clip(line: readonly Point[], field: ShoreField, keep: Keep, shortest: number): Point[][] {
  const pieces: Point[][] = [];
  let piece: Point[] = [];
  const close = () => {
    if (lengthOf(piece) >= shortest) pieces.push(piece);
    piece = [];
  };
  for (let i = 0; i < line.length; i++) {
    const p = at(line, i);
    const before = line[i - 1];
    const after = line[i + 1] ?? p;
    const from = before ?? p;
    const size = distance(from, after) || 1;
    const open = keep(p, { x: (after.x - from.x) / size, y: (after.y - from.y) / size });
    const here = field.value(p);
    if (before) {
      const there = field.value(before);
      const share = there / (there - here);
      const past = SHORE_OVERSHOOT / (distance(before, p) || 1);
      if (!open && piece.length > 0) {
        if (there > 0 && here <= 0) piece.push(mix(before, p, Math.min(1, share + past)));
        close();
      } else if (open && piece.length === 0 && there <= 0 && here > 0) {
        piece.push(mix(before, p, Math.max(0, share - past)));
      }
    }
    if (open) piece.push(p);
  }
  close();
  return pieces;
}

/** Streets keep out of water and parks, and do not run beside the road that already follows the shore. */
export function streetKeep(field: ShoreField): Keep {
  return (p, direction) => {
    const value = field.value(p);
    if (value <= 0) return false;
    if (value > 46) return true;
    const slopeX = field.value({ x: p.x + 12, y: p.y }) - field.value({ x: p.x - 12, y: p.y });
    const slopeY = field.value({ x: p.x, y: p.y + 12 }) - field.value({ x: p.x, y: p.y - 12 });
    const size = Math.hypot(slopeX, slopeY) || 1;
    return Math.abs(direction.x * slopeX + direction.y * slopeY) / size > 0.62;
  };
}

/** Main roads run on over the river and through parks, but not out to sea. */
export function mainPieces(
  line: readonly Point[],
  field: ShoreField,
  isSea: (p: Point) => boolean,
): Point[][] {
  const pieces = clip(line, field, (p) => field.value(p) > 0 || !isSea(p), 150);
  return pieces.map((piece) => {
    let first = 0;
    let last = piece.length - 1;
    while (first < last && field.value(at(piece, first + 1)) <= 0) first++;
    while (last > first && field.value(at(piece, last - 1)) <= 0) last--;
    return piece.slice(first, last + 1);
  });
}
