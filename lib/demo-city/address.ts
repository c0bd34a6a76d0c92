import { at } from "./at";
import { distance, pointAlong, toLatLng, toPlane } from "./plane";
import { between, type Random } from "./random";
import { edgeLine, snapToStreet } from "./snap";
import type { Address, City, LatLng } from "./types";

/** The district whose name stands nearest to the place. */
export function districtOf(city: City, place: LatLng): string {
  const p = toPlane(place);
  let name = "";
  let nearest = Number.POSITIVE_INFINITY;
  for (const district of city.districts) {
    const away = distance(p, toPlane(district.center));
    if (away < nearest) {
      nearest = away;
      name = district.name;
    }
  }
  return name;
}

/** The address a person would give for a place: house number on the nearest street, and the district. */
export function addressNear(city: City, place: LatLng): Address {
  const snap = snapToStreet(city, place);
  const edge = at(city.edges, snap.edge);
  const share = edge.lengthMeters === 0 ? 0 : snap.alongMeters / edge.lengthMeters;
  const even = 2 * Math.round((edge.numberFrom + (edge.numberTo - edge.numberFrom) * share) / 2);
  const number = Math.max(1, snap.side === "left" ? even : even - 1);
  const district = districtOf(city, snap.point);
  return { text: `${number} ${edge.name}, ${district}`, number, street: edge.name, district, point: place };
}

/**
 * A front door somewhere in town, 10 m off the middle of its street. Longer streets have more doors; bridges, the
 * causeway and the first metres at a junction have none.
 */
export function randomAddress(city: City, random: Random): Address {
  for (;;) {
    const edge = at(city.edges, Math.floor(random() * city.edges.length));
    if (edge.crossing || edge.lengthMeters < 50 || random() > edge.lengthMeters / 300) continue;
    const along = between(random, 18, edge.lengthMeters - 18);
    const line = edgeLine(city, edge.id);
    const a = pointAlong(line, along - 1);
    const b = pointAlong(line, along + 1);
    const size = distance(a, b) || 1;
    const side = random() < 0.5 ? 10 : -10;
    const door = {
      x: (a.x + b.x) / 2 - ((b.y - a.y) / size) * side,
      y: (a.y + b.y) / 2 + ((b.x - a.x) / size) * side,
    };
    return addressNear(city, toLatLng(door));
  }
}
