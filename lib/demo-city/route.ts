import { at } from "./at";
import { distance, lengthOf, pointAlong, toLatLng, toPlane } from "./plane";
import { edgeLine, snapToStreet } from "./snap";
import type { City, LatLng, Point } from "./types";

/**
 * A drive along the streets. `points` starts and ends on the street nearest to what was asked for; `speeds[i]` is the
 * quiet-day speed of the stretch from point i to i + 1, m/s; `edges` are the edge ids in the order driven.
 */
export type Route = { points: LatLng[]; speeds: number[]; meters: number; seconds: number; edges: number[] };

/** What a junction costs on average, seconds: a look, a turn, the odd red light. */
const JUNCTION_SECONDS = 3;

type Entry = { node: number; cost: number };

class Frontier {
  private readonly heap: Entry[] = [];

  push(entry: Entry): void {
    const { heap } = this;
    let i = heap.push(entry) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (at(heap, parent).cost <= entry.cost) break;
      heap[i] = at(heap, parent);
      i = parent;
    }
    heap[i] = entry;
  }

  pop(): Entry | undefined {
    const { heap } = this;
    const top = heap[0];
    const last = heap.pop();
    if (!top || !last || heap.length === 0) return top;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && at(heap, child + 1).cost < at(heap, child).cost) child++;
      if (at(heap, child).cost >= last.cost) break;
      heap[i] = at(heap, child);
      i = child;
    }
    heap[i] = last;
    return top;
  }
}

/** The part of an edge's line between two distances along it, metres, in that direction. */
function stretch(line: readonly Point[], from: number, to: number): Point[] {
  const low = Math.min(from, to);
  const high = Math.max(from, to);
  const points = [pointAlong(line, low)];
  let along = 0;
  for (let i = 1; i < line.length - 1; i++) {
    along += distance(at(line, i - 1), at(line, i));
    if (along > low && along < high) points.push(at(line, i));
  }
  points.push(pointAlong(line, high));
  return from <= to ? points : points.reverse();
}

/** The quickest way between two places by travel time (A*: Hart, Nilsson and Raphael, 1968). */
export function routeAlong(city: City, from: LatLng, to: LatLng): Route {
  const start = snapToStreet(city, from);
  const goal = snapToStreet(city, to);
  const startEdge = at(city.edges, start.edge);
  const goalEdge = at(city.edges, goal.edge);
  if (start.edge === goal.edge) {
    return assemble(city, [{ edge: start.edge, from: start.alongMeters, to: goal.alongMeters }], 0);
  }

  const goalPoint = toPlane(goal.point);
  const fastest = Math.max(...city.edges.map((edge) => edge.speed));
  const guess = (node: number) => distance(toPlane(at(city.nodes, node).point), goalPoint) / fastest;
  const seconds = new Map<number, number>();
  const cameBy = new Map<number, { edge: number; from: number | null }>();
  const done = new Set<number>();
  const frontier = new Frontier();
  const reach = (node: number, cost: number, edge: number, before: number | null) => {
    if (cost >= (seconds.get(node) ?? Number.POSITIVE_INFINITY)) return;
    seconds.set(node, cost);
    cameBy.set(node, { edge, from: before });
    frontier.push({ node, cost: cost + guess(node) });
  };
  reach(startEdge.from, start.alongMeters / startEdge.speed, start.edge, null);
  reach(startEdge.to, (startEdge.lengthMeters - start.alongMeters) / startEdge.speed, start.edge, null);

  let best = { node: -1, cost: Number.POSITIVE_INFINITY };
  for (let here = frontier.pop(); here !== undefined && here.cost < best.cost; here = frontier.pop()) {
    if (done.has(here.node)) continue;
    done.add(here.node);
    const soFar = seconds.get(here.node) ?? 0;
    for (const [end, left] of [
      [goalEdge.from, goal.alongMeters],
      [goalEdge.to, goalEdge.lengthMeters - goal.alongMeters],
    ] as const) {
      const cost = soFar + left / goalEdge.speed;
      if (end === here.node && cost < best.cost) best = { node: end, cost };
    }
    for (const id of at(city.nodes, here.node).edges) {
      const edge = at(city.edges, id);
      const other = edge.from === here.node ? edge.to : edge.from;
      reach(other, soFar + edge.lengthMeters / edge.speed + JUNCTION_SECONDS, id, here.node);
    }
  }
  if (best.node === -1) throw new RangeError("the street graph is not connected");

  const legs: Leg[] = [];
  let junctions = 0;
  for (let node: number | null = best.node; node !== null; ) {
    const step = cameBy.get(node);
    if (!step) break;
    const edge = at(city.edges, step.edge);
    const entered = step.from === null ? start.alongMeters : step.from === edge.from ? 0 : edge.lengthMeters;
    legs.push({ edge: edge.id, from: entered, to: node === edge.to ? edge.lengthMeters : 0 });
    junctions++;
    node = step.from;
  }
  legs.reverse();
  const entry = best.node === goalEdge.from ? 0 : goalEdge.lengthMeters;
  legs.push({ edge: goal.edge, from: entry, to: goal.alongMeters });
  return assemble(city, legs, junctions);
}

type Leg = { edge: number; from: number; to: number };

function assemble(city: City, legs: readonly Leg[], junctions: number): Route {
  const points: Point[] = [];
  const speeds: number[] = [];
  let seconds = junctions * JUNCTION_SECONDS;
  for (const leg of legs) {
    const speed = at(city.edges, leg.edge).speed;
    for (const p of stretch(edgeLine(city, leg.edge), leg.from, leg.to)) {
      const last = points.at(-1);
      if (last && distance(last, p) < 0.05) continue;
      if (last) {
        speeds.push(speed);
        seconds += distance(last, p) / speed;
      }
      points.push(p);
    }
  }
  return {
    points: points.map(toLatLng),
    speeds,
    meters: lengthOf(points),
    seconds,
    edges: legs.map((leg) => leg.edge),
  };
}
