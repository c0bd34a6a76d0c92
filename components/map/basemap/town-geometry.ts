import { buildingsAlong } from "@/lib/demo-city/buildings";
import { DEMO_CITY_SEED, generateCity } from "@/lib/demo-city/generate-city";
import { toLatLng } from "@/lib/demo-city/plane";
import { streetChains } from "@/lib/demo-city/street-chains";
import type { City, StreetClass } from "@/lib/demo-city/types";
import { type Box, boxOf, overlaps, type Path, pathOf } from "./mercator";

export type Shape = { path: Path; box: Box };
export type StreetShape = Shape & { id: number; streetClass: StreetClass; crossing: boolean };
export type ChainShape = Shape & { name: string; streetClass: StreetClass };

/** The town as the painter needs it: projected, boxed, and indexed for tiles. */
export type TownGeometry = {
  city: City;
  mainland: Shape;
  lands: Shape[];
  beaches: Shape[];
  parks: Shape[];
  waters: Shape[];
  piers: Shape[];
  roads: Shape[];
  chains: ChainShape[];
  bounds: Box;
  streetsIn(box: Box): StreetShape[];
  buildingsOf(street: StreetShape): Path[];
};

const shape = (path: Path): Shape => ({ path, box: boxOf(path) });

/** About 390 m at the town's latitude. */
const BUCKET = 0.0025;

function bucketed(streets: readonly StreetShape[]): (box: Box) => StreetShape[] {
  const buckets = new Map<string, StreetShape[]>();
  const eachKey = (box: Box, visit: (key: string) => void) => {
    for (let c = Math.floor(box.west / BUCKET); c <= Math.floor(box.east / BUCKET); c++) {
      for (let r = Math.floor(box.north / BUCKET); r <= Math.floor(box.south / BUCKET); r++)
        visit(`${c} ${r}`);
    }
  };
  for (const street of streets) {
    eachKey(street.box, (key) => {
      const bucket = buckets.get(key);
      if (bucket) bucket.push(street);
      else buckets.set(key, [street]);
    });
  }
  return (box) => {
    const cells = ((box.east - box.west) / BUCKET) * ((box.south - box.north) / BUCKET);
    if (cells > 400) return streets.filter((street) => overlaps(street.box, box));
    const found = new Set<StreetShape>();
    eachKey(box, (key) => {
      for (const street of buckets.get(key) ?? []) if (overlaps(street.box, box)) found.add(street);
    });
    // One order for every tile, so that overlapping strokes lie the same way on both sides of a seam.
    return [...found].sort((a, b) => a.id - b.id);
  };
}

function measure(city: City): TownGeometry {
  const shapes = (rings: readonly City["coast"][]) => rings.map((ring) => shape(pathOf(ring)));
  const streets = city.edges.map((edge) => ({
    ...shape(pathOf(edge.points)),
    id: edge.id,
    streetClass: edge.streetClass,
    crossing: edge.crossing !== null,
  }));
  const built = new Map<number, Path[]>();
  const mainland = shape(pathOf(city.surroundings.mainland));
  return {
    city,
    mainland,
    lands: [mainland, ...shapes([city.coast, ...city.surroundings.islets])],
    beaches: shapes(city.beaches),
    parks: shapes(city.parks.map((park) => park.outline)),
    waters: shapes(city.water.map((water) => water.outline)),
    piers: shapes(city.piers),
    roads: shapes(city.surroundings.roads),
    chains: streetChains(city).map((chain) => ({
      ...shape(pathOf(chain.line.map(toLatLng))),
      name: chain.name,
      streetClass: chain.streetClass,
    })),
    bounds: { ...mainland.box, south: mainland.box.south + (mainland.box.east - mainland.box.west) / 2 },
    streetsIn: bucketed(streets),
    buildingsOf(street) {
      const known = built.get(street.id);
      if (known) return known;
      const paths = buildingsAlong(city, street.id).map((quad) => pathOf(quad.map(toLatLng)));
      built.set(street.id, paths);
      return paths;
    },
  };
}

const measured = new Map<number, TownGeometry>();

/** The geometry of the town of a seed, made on first use (about a quarter of a second) and kept. */
export function townGeometry(seed = DEMO_CITY_SEED): TownGeometry {
  const known = measured.get(seed);
  if (known) return known;
  const geometry = measure(generateCity(seed));
  measured.set(seed, geometry);
  return geometry;
}
