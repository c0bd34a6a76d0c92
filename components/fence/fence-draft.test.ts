import { describe, expect, it } from "vitest";
import { distanceMeters } from "@/lib/geo/distance";
import { type FenceDraft, isSound, outlineOf, triedFence } from "./fence-draft";

const circle: FenceDraft = {
  shape: "circle",
  radiusMeters: 150,
  approachMeters: null,
  departureMeters: null,
  ring: null,
};
const ring = [
  { lat: 0, lng: 0 },
  { lat: 0, lng: 1 },
  { lat: 1, lng: 1 },
];

describe("a fence that is tried", () => {
  it.each<[string, Partial<FenceDraft>, boolean]>([
    ["a circle", {}, true],
    ["with edges beyond it", { approachMeters: 500, departureMeters: 150 }, true],
    ["with a departure inside of the arrival", { departureMeters: 149 }, false],
    ["an area that is not drawn yet", { shape: "polygon" }, false],
    ["a drawn area, whatever the circle was", { shape: "polygon", ring, departureMeters: 10 }, true],
  ])("%s", (_, change, sound) => {
    expect(isSound({ ...circle, ...change })).toBe(sound);
  });

  it("leaves alone what was not typed, and as a circle takes away the area", () => {
    expect(triedFence(circle)).toEqual({ geofence_radius_meters: 150, geofence_polygon: null });
    expect(triedFence({ ...circle, shape: "polygon", ring }).geofence_polygon).toHaveLength(3);
    expect(triedFence({ ...circle, departureMeters: 200 })).toMatchObject({
      geofence_departure_radius_meters: 200,
    });
  });

  it("is drawn to scale", () => {
    const center = { lat: 6.5, lng: 3.4 };
    const outline = outlineOf(circle, center) ?? [];
    expect(outline.length).toBeGreaterThan(30);
    for (const corner of outline) expect(distanceMeters(center, corner)).toBeCloseTo(150, 3);
    expect(outlineOf({ ...circle, shape: "polygon" }, center)).toBeNull();
  });
});
