import { at } from "./at";
import { softenRing, zeroContours } from "./contour";
import { lengthOf } from "./plane";
import type { PlannedStreet } from "./planned-street";
import type { ShoreField } from "./shore-field";
import type { Point, StreetClass } from "./types";

/** Names of the roads that follow each obstacle, and their class. */
export type ShoreRoad = { name: string; streetClass: StreetClass };

/** The roads round all obstacles, cut where one obstacle's road becomes another's. */
export function shoreRoads(field: ShoreField, roads: readonly ShoreRoad[]): PlannedStreet[] {
  const planned: PlannedStreet[] = [];
  for (const raw of zeroContours(field)) {
    if (lengthOf(raw) < 420) continue;
    const ring = softenRing(raw, 24);
    const owner = (p: Point) => field.obstacleAt(p);
    const first = ring.findIndex((p, i) => owner(p) !== owner(at(ring, (i + ring.length - 1) % ring.length)));
    const start = Math.max(0, first);
    const turned = [...ring.slice(start), ...ring.slice(0, start + 1)];
    let line: Point[] = [];
    turned.forEach((p, i) => {
      line.push(p);
      const next = turned[i + 1];
      if (next && owner(next) === owner(p)) return;
      const road = roads[owner(p)];
      if (next) line.push(next);
      if (road && line.length > 1) planned.push({ ...road, line });
      line = [];
    });
  }
  return planned;
}
