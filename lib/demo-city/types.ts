/** A place on the map, WGS-84 degrees. */
export type LatLng = { lat: number; lng: number };

/** A point of the town's own plane: metres east and north of its centre. */
export type Point = { x: number; y: number };

export const STREET_CLASSES = ["main", "street", "lane"] as const;
export type StreetClass = (typeof STREET_CLASSES)[number];

/** A junction or a dead end. `id` is its index in `City.nodes`. */
export type StreetNode = { id: number; point: LatLng; edges: number[] };

/** What carries an edge over water; null where it lies on land. */
export type Crossing = "bridge" | "causeway" | null;

/**
 * A stretch of street between two nodes, driven both ways. `id` is its index in `City.edges`; `points` runs from
 * node `from` to node `to`, both included; `speed` is what a van does there on a quiet day, m/s. House numbers
 * grow evenly from `numberFrom` to `numberTo` (both even; the odd ones stand across the street).
 */
export type StreetEdge = {
  id: number;
  from: number;
  to: number;
  streetClass: StreetClass;
  name: string;
  crossing: Crossing;
  speed: number;
  lengthMeters: number;
  numberFrom: number;
  numberTo: number;
  points: LatLng[];
};

export type District = { name: string; center: LatLng };

export type WaterKind = "river" | "lagoon" | "basin";
/** Inland water. `spine` is the line its name is written along. */
export type WaterBody = { name: string; kind: WaterKind; outline: LatLng[]; spine: LatLng[] };

export type Park = { name: string; outline: LatLng[]; center: LatLng };

export const PLACE_KINDS = ["harbour", "market", "station", "hospital", "school", "depot", "beacon"] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];
export type Place = { name: string; kind: PlaceKind; point: LatLng };

/** A name floating on open water or on land outside the town. */
export type AreaName = { name: string; point: LatLng; on: "sea" | "land" };

/** What lies around the town, drawn but never driven. Outlines are implicitly closed. */
export type Surroundings = {
  mainland: LatLng[];
  islets: LatLng[][];
  roads: LatLng[][];
  names: AreaName[];
};

/** The whole made-up town. Outlines are implicitly closed rings. */
export type City = {
  seed: number;
  name: string;
  center: LatLng;
  bounds: { south: number; west: number; north: number; east: number };
  coast: LatLng[];
  piers: LatLng[][];
  water: WaterBody[];
  parks: Park[];
  beaches: LatLng[][];
  nodes: StreetNode[];
  edges: StreetEdge[];
  districts: District[];
  places: Place[];
  surroundings: Surroundings;
};

/** Where a point meets the street network. `alongMeters` is measured from the edge's `from` node. */
export type Snap = {
  edge: number;
  point: LatLng;
  alongMeters: number;
  distanceMeters: number;
  side: "left" | "right";
};

export type Address = { text: string; number: number; street: string; district: string; point: LatLng };
