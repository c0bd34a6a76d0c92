import { at } from "./at";
import { bearing } from "./plane";
import { edgeLine } from "./snap";
import type { City, Point, StreetClass } from "./types";

/** A named street from end to end, its edges joined into one line in plane metres. */
export type StreetChain = { name: string; streetClass: StreetClass; line: Point[] };

function turnBetween(a: number, b: number): number {
  const turn = Math.abs(a - b) % 360;
  return Math.min(turn, 360 - turn);
}

/** All streets as lines to write their names on: edges of one name and class joined where they run on (within 45°). */
export function streetChains(city: City): StreetChain[] {
  const used = new Set<number>();
  const chains: StreetChain[] = [];
  const follow = (line: Point[], node: number, from: { name: string; streetClass: StreetClass }) => {
    for (let here = node; ; ) {
      const heading = bearing(at(line, line.length - 2), at(line, line.length - 1));
      const next = at(city.nodes, here).edges.find((id) => {
        const edge = at(city.edges, id);
        if (used.has(id) || edge.name !== from.name || edge.streetClass !== from.streetClass) return false;
        const points = edge.from === here ? edgeLine(city, id) : [...edgeLine(city, id)].reverse();
        return turnBetween(heading, bearing(at(points, 0), at(points, 1))) < 45;
      });
      if (next === undefined) return;
      used.add(next);
      const edge = at(city.edges, next);
      const points = edge.from === here ? edgeLine(city, next) : [...edgeLine(city, next)].reverse();
      line.push(...points.slice(1));
      here = edge.from === here ? edge.to : edge.from;
    }
  };
  for (const edge of city.edges) {
    if (used.has(edge.id)) continue;
    used.add(edge.id);
    const line = [...edgeLine(city, edge.id)];
    follow(line, edge.to, edge);
    line.reverse();
    follow(line, edge.from, edge);
    chains.push({ name: edge.name, streetClass: edge.streetClass, line });
  }
  return chains;
}
