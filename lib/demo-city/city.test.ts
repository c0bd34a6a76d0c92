import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressNear, randomAddress } from "./address";
import { at } from "./at";
import { buildingsAlong } from "./buildings";
import { DEMO_CITY_SEED, generateCity } from "./generate-city";
import { insideRing, metersBetween, mix, nearestOnSegment, toPlane } from "./plane";
import { seededRandom } from "./random";
import { routeAlong } from "./route";
import { edgeLine, edgesNear, snapToStreet } from "./snap";
import { streetChains } from "./street-chains";

const city = generateCity(DEMO_CITY_SEED);
const random = seededRandom(3);
const somewhere = () => randomAddress(city, random).point;

describe("the made-up town", () => {
  it("is the same for the same seed and another for another", () => {
    expect(JSON.stringify(generateCity(DEMO_CITY_SEED))).toBe(JSON.stringify(city));
    expect(JSON.stringify(generateCity(DEMO_CITY_SEED + 1))).not.toBe(JSON.stringify(city));
  });

  it("lies round 6.20 N, 3.40 E and is about 7 by 6 km", () => {
    const { south, north, west, east } = city.bounds;
    const wide = metersBetween({ lat: 6.2, lng: west }, { lat: 6.2, lng: east });
    const tall = metersBetween({ lat: south, lng: 3.4 }, { lat: north, lng: 3.4 });
    expect(wide).toBeGreaterThan(6200);
    expect(wide).toBeLessThan(8200);
    expect(tall).toBeGreaterThan(5200);
    expect(tall).toBeLessThan(7200);
  });

  it.each([DEMO_CITY_SEED, 1, 2, 3, 4])("has every street reachable from every other (seed %i)", (seed) => {
    const town = seed === DEMO_CITY_SEED ? city : generateCity(seed);
    const seen = new Set([0]);
    const queue = [0];
    for (let here = queue.pop(); here !== undefined; here = queue.pop()) {
      for (const id of at(town.nodes, here).edges) {
        const edge = at(town.edges, id);
        for (const next of [edge.from, edge.to]) {
          if (!seen.has(next)) {
            seen.add(next);
            queue.push(next);
          }
        }
      }
    }
    expect(seen.size).toBe(town.nodes.length);
    expect(town.edges.length).toBeGreaterThan(2500);
    expect(town.edges.filter((edge) => edge.crossing === "bridge").length).toBeGreaterThanOrEqual(4);
    expect(town.edges.filter((edge) => edge.crossing === "causeway").length).toBe(1);
  });

  it("keeps streets on land, except where a bridge or the causeway carries them", () => {
    const coast = city.coast.map(toPlane);
    const waters = city.water.map((water) => water.outline.map(toPlane));
    for (const edge of city.edges) {
      if (edge.crossing) continue;
      const line = edgeLine(city, edge.id);
      line.forEach((p, i) => {
        const next = line[i + 1];
        for (const q of next ? [p, mix(p, next, 0.5)] : [p]) {
          expect(insideRing(q, coast), `${edge.name} in the sea`).toBe(true);
          expect(
            waters.some((ring) => insideRing(q, ring)),
            `${edge.name} in the water`,
          ).toBe(false);
        }
      });
    }
  });

  it("lets edges meet only at their nodes", () => {
    for (const edge of city.edges) {
      expect(at(edge.points, 0)).toEqual(at(city.nodes, edge.from).point);
      expect(at(edge.points, edge.points.length - 1)).toEqual(at(city.nodes, edge.to).point);
      expect(at(city.nodes, edge.from).edges).toContain(edge.id);
      expect(at(city.nodes, edge.to).edges).toContain(edge.id);
    }
  });

  it("writes every street once in its chains", () => {
    const chained = streetChains(city).reduce((sum, chain) => sum + chain.line.length - 1, 0);
    expect(chained).toBe(city.edges.reduce((sum, edge) => sum + edge.points.length - 1, 0));
  });
});

describe("addresses", () => {
  it("stand beside the street they name", () => {
    for (let i = 0; i < 300; i++) {
      const address = randomAddress(city, random);
      const snap = snapToStreet(city, address.point);
      expect(snap.distanceMeters).toBeLessThan(10.5);
      expect(at(city.edges, snap.edge).name).toBe(address.street);
      expect(address.text).toMatch(/^\d+ [A-Z][\w ]+, [A-Z][\w ]+$/);
    }
  });

  it("are found again from their own point", () => {
    const address = randomAddress(city, random);
    expect(addressNear(city, address.point)).toEqual(address);
  });

  it("are found from far out at sea too", () => {
    expect(addressNear(city, { lat: 6.05, lng: 3.2 }).street).not.toBe("");
  });
});

describe("snapping", () => {
  it("finds what a search through every street finds", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -3900, max: 3900, noNaN: true }),
        fc.double({ min: -3500, max: 3500, noNaN: true }),
        (x, y) => {
          const point = { lat: 6.2 + y / 111_195, lng: 3.4 + x / 110_545 };
          const p = toPlane(point);
          let nearest = Number.POSITIVE_INFINITY;
          for (const edge of city.edges) {
            const line = edgeLine(city, edge.id);
            for (let i = 1; i < line.length; i++) {
              nearest = Math.min(nearest, nearestOnSegment(p, at(line, i - 1), at(line, i)).distance);
            }
          }
          expect(snapToStreet(city, point).distanceMeters).toBeCloseTo(nearest, 6);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe("routes", () => {
  it("follow connected streets, no shorter than the crow flies and no absurd detour", () => {
    for (let i = 0; i < 60; i++) {
      const from = somewhere();
      const to = somewhere();
      const route = routeAlong(city, from, to);
      const crow = metersBetween(at(route.points, 0), at(route.points, route.points.length - 1));
      expect(route.meters).toBeGreaterThanOrEqual(crow - 0.01);
      expect(route.meters).toBeLessThan(crow * 2.2 + 900);
      expect(metersBetween(at(route.points, 0), from)).toBeLessThan(11);
      expect(metersBetween(at(route.points, route.points.length - 1), to)).toBeLessThan(11);
      expect(route.speeds.length).toBe(route.points.length - 1);
      const mean = route.meters / route.seconds;
      if (route.meters > 500) expect(mean).toBeGreaterThan(4);
      expect(mean).toBeLessThan(16);
      for (let k = 1; k < route.edges.length; k++) {
        const a = at(city.edges, at(route.edges, k - 1));
        const b = at(city.edges, at(route.edges, k));
        expect([b.from, b.to].some((node) => node === a.from || node === a.to)).toBe(true);
      }
      for (const p of route.points) expect(snapToStreet(city, p).distanceMeters).toBeLessThan(0.5);
    }
  });

  it("stay on one street when both ends are on it", () => {
    const edge = city.edges.find((candidate) => candidate.lengthMeters > 120 && !candidate.crossing);
    if (!edge) throw new Error("no long street");
    const route = routeAlong(city, at(edge.points, 0), at(edge.points, 1));
    expect(route.meters).toBeCloseTo(metersBetween(at(edge.points, 0), at(edge.points, 1)), 1);
  });
});

describe("buildings", () => {
  it("never stand on a street", () => {
    for (let id = 0; id < city.edges.length; id += 41) {
      for (const quad of buildingsAlong(city, id)) {
        for (const corner of quad) {
          for (const other of edgesNear(city, corner, 30)) {
            const line = edgeLine(city, other);
            for (let i = 1; i < line.length; i++) {
              expect(nearestOnSegment(corner, at(line, i - 1), at(line, i)).distance).toBeGreaterThan(5);
            }
          }
        }
      }
    }
  });

  it("are the same every time", () => {
    expect(buildingsAlong(city, 100)).toEqual(buildingsAlong(city, 100));
  });
});
