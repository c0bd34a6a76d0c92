import { at } from "./at";
import { distance, insideRing, lengthOf, mix, TOWN_CENTER, toLatLng } from "./plane";
import { seededRandom } from "./random";
import { type Obstacle, shoreField } from "./shore-field";
import type { ShoreRoad } from "./shore-roads";
import { buildGraph, type PlaneEdge } from "./street-graph";
import { planStreets } from "./street-plan";
import { CAUSEWAY_END, layOutSurroundings } from "./surroundings";
import { layTerrain, type Terrain } from "./terrain";
import type {
  City,
  Crossing,
  District,
  LatLng,
  Place,
  Point,
  StreetClass,
  StreetEdge,
  StreetNode,
} from "./types";

/** The seed of the town that the demo tenants work in. */
export const DEMO_CITY_SEED = 20_26;

const DISTRICTS: readonly [string, number, number][] = [
  ["Northgate", 500, 1950],
  ["Old Town", 420, 170],
  ["Palm Rise", 2480, 60],
  ["Mill Bank", -1480, 560],
  ["Harbour", 1520, -1700],
  ["Kestrel Hill", -2080, -960],
  ["Lagoon Park", 1560, 1540],
  ["Saltmarket", 120, -1020],
  ["Fisher Row", -2250, 1420],
  ["Beacon Point", 2620, -980],
  ["Weavers", 960, 1040],
];

const PLACES: readonly [string, Place["kind"], number, number][] = [
  ["Island Fibre depot", "depot", -1560, 1010],
  ["Harbour Cooling yard", "depot", 1330, -1420],
  ["Central Station", "station", 230, -280],
  ["Salt Market", "market", 420, -1180],
  ["St Kilda Hospital", "hospital", 1980, 420],
  ["Northgate School", "school", 760, 2180],
  ["Ferry Landing", "harbour", 1880, -2130],
  ["Beacon", "beacon", 3000, -640],
];

/** What a van does on a quiet day, m/s: 50, 30 and 20 km/h, and 60 km/h on the causeway. */
const SPEEDS: Record<StreetClass, number> = { main: 13.9, street: 8.4, lane: 5.6 };
const CAUSEWAY_SPEED = 16.7;

/** Metres of frontage per house number. */
const FRONTAGE = 14;

function obstaclesOf(terrain: Terrain): { obstacles: Obstacle[]; roads: ShoreRoad[] } {
  const obstacles: Obstacle[] = [
    { ring: terrain.coast, keepMeters: 112, solid: "outside" },
    { ring: terrain.river.outline, keepMeters: 36, solid: "inside" },
    { ring: terrain.basin, keepMeters: 58, solid: "inside" },
  ];
  const roads: ShoreRoad[] = [
    { name: "Marina Drive", streetClass: "main" },
    { name: "Riverside Walk", streetClass: "street" },
    { name: "Quay Road", streetClass: "main" },
  ];
  for (const park of terrain.parks) {
    obstacles.push({ ring: park.outline, keepMeters: 12, solid: "inside" });
    roads.push({
      name: `${park.name.replace(/ (Park|Gardens|Green|Common)$/, "")} Circle`,
      streetClass: "street",
    });
  }
  return { obstacles, roads };
}

/** House numbers run from the west or south end of each name, whichever way the street mostly goes. */
function numberHouses(edges: readonly PlaneEdge[]): { from: number; to: number }[] {
  const spans = new Map<string, { west: number; east: number; south: number; north: number }>();
  for (const edge of edges) {
    const known = spans.get(edge.name) ?? {
      west: Infinity,
      east: -Infinity,
      south: Infinity,
      north: -Infinity,
    };
    for (const p of edge.line) {
      known.west = Math.min(known.west, p.x);
      known.east = Math.max(known.east, p.x);
      known.south = Math.min(known.south, p.y);
      known.north = Math.max(known.north, p.y);
    }
    spans.set(edge.name, known);
  }
  return edges.map((edge) => {
    const span = spans.get(edge.name);
    const number = (p: Point) => {
      if (!span) return 2;
      const along = span.east - span.west > span.north - span.south ? p.x - span.west : p.y - span.south;
      return 2 * Math.floor(along / FRONTAGE) + 2;
    };
    return { from: number(at(edge.line, 0)), to: number(at(edge.line, edge.line.length - 1)) };
  });
}

function boundsOf(ring: readonly LatLng[]): City["bounds"] {
  const lats = ring.map((p) => p.lat);
  const lngs = ring.map((p) => p.lng);
  return {
    south: Math.min(...lats),
    north: Math.max(...lats),
    west: Math.min(...lngs),
    east: Math.max(...lngs),
  };
}

/**
 * A made-up island town, about 7 × 6 km round 6.20 N, 3.40 E: the same one for the same seed on every machine. The
 * street graph is connected, and every street lies on land unless its edge says what carries it (`crossing`). Takes
 * about 0.1 s.
 */
export function generateCity(seed: number): City {
  const random = seededRandom(seed);
  const terrain = layTerrain(random);
  const { obstacles, roads } = obstaclesOf(terrain);
  const field = shoreField(obstacles);
  const waters = shoreField([
    { ring: terrain.coast, keepMeters: 0, solid: "outside" },
    { ring: terrain.river.outline, keepMeters: 0, solid: "inside" },
    { ring: terrain.basin, keepMeters: 0, solid: "inside" },
    { ring: terrain.lagoon, keepMeters: 0, solid: "inside" },
  ]);
  const isSea = (p: Point) =>
    (!insideRing(p, terrain.coast) && !insideRing(p, terrain.river.outline)) || insideRing(p, terrain.basin);
  const planned = planStreets({ random, field, shoreRoads: roads, isSea, causewayEnd: CAUSEWAY_END });
  const graph = buildGraph(planned, random);

  const nodes: StreetNode[] = graph.nodes.map((p, id) => ({ id, point: toLatLng(p), edges: [] }));
  const numbers = numberHouses(graph.edges);
  const edges: StreetEdge[] = graph.edges.map((edge, id) => {
    const crossing = crossingOf(edge, (p) => waters.value(p) < 0);
    at(nodes, edge.from).edges.push(id);
    if (edge.to !== edge.from) at(nodes, edge.to).edges.push(id);
    return {
      id,
      from: edge.from,
      to: edge.to,
      streetClass: edge.streetClass,
      name: edge.name,
      crossing,
      speed: crossing === "causeway" ? CAUSEWAY_SPEED : SPEEDS[edge.streetClass],
      lengthMeters: lengthOf(edge.line),
      numberFrom: at(numbers, id).from,
      numberTo: at(numbers, id).to,
      points: edge.line.map(toLatLng),
    };
  });
  const coast = terrain.coast.map(toLatLng);
  const districts: District[] = DISTRICTS.map(([name, x, y]) => ({ name, center: toLatLng({ x, y }) }));
  const lagoonEnds = [at(terrain.lagoon, 28), at(terrain.lagoon, 0)];
  const basinMiddle = mix(at(terrain.basin, 0), at(terrain.basin, 2), 0.5);
  return {
    seed,
    name: "Port Osoro",
    center: TOWN_CENTER,
    bounds: boundsOf(coast),
    coast,
    piers: terrain.piers.map((ring) => ring.map(toLatLng)),
    water: [
      {
        name: "Oso Creek",
        kind: "river",
        outline: terrain.river.outline.map(toLatLng),
        spine: terrain.river.spine.map(toLatLng),
      },
      {
        name: "The Lagoon",
        kind: "lagoon",
        outline: terrain.lagoon.map(toLatLng),
        spine: lagoonEnds.map(toLatLng),
      },
      {
        name: "Harbour Basin",
        kind: "basin",
        outline: terrain.basin.map(toLatLng),
        spine: [-200, 200].map((dx) => toLatLng({ x: basinMiddle.x + dx, y: basinMiddle.y })),
      },
    ],
    parks: terrain.parks.map((park) => ({
      name: park.name,
      outline: park.outline.map(toLatLng),
      center: toLatLng(park.center),
    })),
    beaches: terrain.beaches.map((ring) => ring.map(toLatLng)),
    nodes,
    edges,
    districts,
    places: PLACES.map(([name, kind, x, y]) => ({ name, kind, point: toLatLng({ x, y }) })),
    surroundings: layOutSurroundings(random),
  };
}

/** An edge crosses water when any point of it does, looked at every 12 m; the long one out of town is the causeway. */
function crossingOf(edge: PlaneEdge, isWater: (p: Point) => boolean): Crossing {
  if (edge.name === "Long Causeway") return "causeway";
  for (let i = 1; i < edge.line.length; i++) {
    const a = at(edge.line, i - 1);
    const b = at(edge.line, i);
    const pieces = Math.ceil(distance(a, b) / 12);
    for (let k = 0; k <= pieces; k++) if (isWater(mix(a, b, k / pieces))) return "bridge";
  }
  return null;
}
