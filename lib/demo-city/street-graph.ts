import { at } from "./at";
import { distance, lengthOf, mix } from "./plane";
import type { PlannedStreet } from "./planned-street";
import type { Random } from "./random";
import type { Point, StreetClass } from "./types";

/** An edge of the plane graph: `line` from node `from` to node `to`, both included. */
export type PlaneEdge = { from: number; to: number; streetClass: StreetClass; name: string; line: Point[] };
export type PlaneGraph = { nodes: Point[]; edges: PlaneEdge[] };

const BUCKET = 64;
/** Points closer than this are one junction. */
const MERGE_METERS = 6;

type Segment = { street: number; index: number; a: Point; b: Point; cuts: number[] };

function cutWhereTheyCross(streets: readonly PlannedStreet[]): Segment[][] {
  const byStreet: Segment[][] = streets.map((street, number) =>
    street.line
      .slice(1)
      .map((b, index) => ({ street: number, index, a: at(street.line, index), b, cuts: [] })),
  );
  const buckets = new Map<number, Segment[]>();
  for (const segment of byStreet.flat()) {
    const { a, b } = segment;
    const seen = new Set<Segment>();
    for (
      let cx = Math.floor(Math.min(a.x, b.x) / BUCKET);
      cx <= Math.floor(Math.max(a.x, b.x) / BUCKET);
      cx++
    ) {
      for (
        let cy = Math.floor(Math.min(a.y, b.y) / BUCKET);
        cy <= Math.floor(Math.max(a.y, b.y) / BUCKET);
        cy++
      ) {
        const key = cx * 8192 + cy;
        const bucket = buckets.get(key);
        if (!bucket) {
          buckets.set(key, [segment]);
          continue;
        }
        for (const other of bucket) {
          if (other.street === segment.street || seen.has(other)) continue;
          seen.add(other);
          cross(segment, other);
        }
        bucket.push(segment);
      }
    }
  }
  return byStreet;
}

function cross(one: Segment, two: Segment): void {
  const rx = one.b.x - one.a.x;
  const ry = one.b.y - one.a.y;
  const sx = two.b.x - two.a.x;
  const sy = two.b.y - two.a.y;
  const area = rx * sy - ry * sx;
  if (Math.abs(area) < 1e-9) return;
  const qx = two.a.x - one.a.x;
  const qy = two.a.y - one.a.y;
  const t = (qx * sy - qy * sx) / area;
  const u = (qx * ry - qy * rx) / area;
  if (t < 0 || t > 1 || u < 0 || u > 1) return;
  one.cuts.push(t);
  two.cuts.push(u);
}

class NodeBook {
  readonly points: Point[] = [];
  private readonly buckets = new Map<number, number[]>();

  idOf(p: Point): number {
    const cx = Math.floor(p.x / MERGE_METERS);
    const cy = Math.floor(p.y / MERGE_METERS);
    for (let x = cx - 1; x <= cx + 1; x++) {
      for (let y = cy - 1; y <= cy + 1; y++) {
        for (const id of this.buckets.get(x * 65536 + y) ?? []) {
          if (distance(at(this.points, id), p) < MERGE_METERS) return id;
        }
      }
    }
    const id = this.points.push(p) - 1;
    const key = cx * 65536 + cy;
    const bucket = this.buckets.get(key);
    if (bucket) bucket.push(id);
    else this.buckets.set(key, [id]);
    return id;
  }
}

/** Splits the planned lines at every crossing and every bend. Of two pieces alike, the bigger street's stays. */
function splitToPieces(streets: readonly PlannedStreet[]): PlaneGraph {
  const cut = cutWhereTheyCross(streets);
  const book = new NodeBook();
  // Crossings are entered first, so that shape points nearby merge into them and not the other way round.
  for (const segments of cut) {
    for (const segment of segments) for (const t of segment.cuts) book.idOf(mix(segment.a, segment.b, t));
  }
  const pieces = new Map<number, PlaneEdge>();
  const rank: Record<StreetClass, number> = { main: 2, street: 1, lane: 0 };
  streets.forEach((street, number) => {
    const segments = at(cut, number);
    let previous = book.idOf(at(street.line, 0));
    for (const segment of segments) {
      for (const t of [...segment.cuts.sort((a, b) => a - b), 1]) {
        const id = book.idOf(mix(segment.a, segment.b, t));
        if (id === previous) continue;
        const key = Math.min(id, previous) * 1_000_000 + Math.max(id, previous);
        const known = pieces.get(key);
        if (!known || rank[known.streetClass] < rank[street.streetClass]) {
          const line = [at(book.points, previous), at(book.points, id)];
          pieces.set(key, {
            from: previous,
            to: id,
            streetClass: street.streetClass,
            name: street.name,
            line,
          });
        }
        previous = id;
      }
    }
  });
  return { nodes: book.points, edges: [...pieces.values()] };
}

function incidence(count: number, edges: readonly { from: number; to: number }[]): number[][] {
  const lists: number[][] = Array.from({ length: count }, () => []);
  edges.forEach((edge, i) => {
    at(lists, edge.from).push(i);
    if (edge.to !== edge.from) at(lists, edge.to).push(i);
  });
  return lists;
}

/** Joins edges that merely continue each other: same name and class, no junction between. */
function joinEdges({ nodes: points, edges: pieces }: PlaneGraph): PlaneGraph {
  const incident = incidence(points.length, pieces);
  const joint = points.map((_, id) => {
    const [one, two, more] = at(incident, id);
    if (one === undefined || two === undefined || more !== undefined) return false;
    return (
      at(pieces, one).name === at(pieces, two).name &&
      at(pieces, one).streetClass === at(pieces, two).streetClass
    );
  });
  const used = new Set<number>();
  const ids = new Map<number, number>();
  const nodes: Point[] = [];
  const nodeOf = (id: number) => {
    const known = ids.get(id);
    if (known !== undefined) return known;
    ids.set(id, nodes.length);
    return nodes.push(at(points, id)) - 1;
  };
  const edges: PlaneEdge[] = [];
  const walk = (start: number, first: number) => {
    const { streetClass, name } = at(pieces, first);
    const line = [at(points, start)];
    let here = start;
    let piece: number | undefined = first;
    while (piece !== undefined && !used.has(piece)) {
      used.add(piece);
      const next: PlaneEdge = at(pieces, piece);
      const forward = next.from === here;
      for (let k = 1; k < next.line.length; k++)
        line.push(at(next.line, forward ? k : next.line.length - 1 - k));
      here = forward ? next.to : next.from;
      piece = joint[here] ? at(incident, here).find((other) => !used.has(other)) : undefined;
    }
    edges.push({ from: nodeOf(start), to: nodeOf(here), streetClass, name, line });
  };
  points.forEach((_, id) => {
    if (joint[id]) return;
    for (const piece of at(incident, id)) if (!used.has(piece)) walk(id, piece);
  });
  pieces.forEach((piece, i) => {
    if (!used.has(i)) walk(piece.from, i);
  });
  return { nodes, edges };
}

function keepOnly(graph: PlaneGraph, keep: readonly boolean[]): PlaneGraph {
  return joinEdges({ nodes: graph.nodes, edges: graph.edges.filter((_, i) => keep[i]) });
}

/** Drops dead ends shorter than `shortest` metres, and the dead ends that leaves, three times over. */
function pruneStubs(start: PlaneGraph, shortest: number): PlaneGraph {
  let graph = start;
  for (let pass = 0; pass < 3; pass++) {
    const incident = incidence(graph.nodes.length, graph.edges);
    const keep = graph.edges.map((edge) => {
      const dead = at(incident, edge.from).length === 1 || at(incident, edge.to).length === 1;
      return (
        !(dead && edge.name !== "Long Causeway" && lengthOf(edge.line) < shortest) && edge.from !== edge.to
      );
    });
    if (!keep.includes(false)) break;
    graph = keepOnly(graph, keep);
  }
  return graph;
}

/** Takes out some streets between two full crossings, which leaves T-junctions and larger blocks, never a dead end. */
function loosen(graph: PlaneGraph, random: Random, share: number): PlaneGraph {
  const degree = incidence(graph.nodes.length, graph.edges).map((list) => list.length);
  const keep = graph.edges.map((edge) => {
    const removable = edge.streetClass === "street" && at(degree, edge.from) >= 4 && at(degree, edge.to) >= 4;
    if (!removable || random() >= share) return true;
    degree[edge.from] = at(degree, edge.from) - 1;
    degree[edge.to] = at(degree, edge.to) - 1;
    return false;
  });
  return keepOnly(graph, keep);
}

function largestComponent(graph: PlaneGraph): PlaneGraph {
  const incident = incidence(graph.nodes.length, graph.edges);
  const component = new Int32Array(graph.nodes.length).fill(-1);
  const sizes: number[] = [];
  graph.nodes.forEach((_, start) => {
    if (at(component, start) !== -1) return;
    const id = sizes.push(0) - 1;
    const queue = [start];
    component[start] = id;
    for (let here = queue.pop(); here !== undefined; here = queue.pop()) {
      sizes[id] = at(sizes, id) + 1;
      for (const i of at(incident, here)) {
        const edge = at(graph.edges, i);
        const other = edge.from === here ? edge.to : edge.from;
        if (at(component, other) !== -1) continue;
        component[other] = id;
        queue.push(other);
      }
    }
  });
  const largest = sizes.indexOf(Math.max(...sizes));
  return keepOnly(
    graph,
    graph.edges.map((edge) => at(component, edge.from) === largest),
  );
}

/** The planned lines as one connected graph whose edges meet only at nodes. */
export function buildGraph(streets: readonly PlannedStreet[], random: Random): PlaneGraph {
  const trimmed = pruneStubs(joinEdges(splitToPieces(streets)), 45);
  return largestComponent(pruneStubs(loosen(trimmed, random, 0.17), 45));
}
