import { describe, expect, it } from "vitest";
import { destinationPoint } from "@/lib/geo/destination";
import { edgeDistance, surelyBeyond } from "./edge-distance";
import { siteProfile } from "./site-profile";

const center = { lat: 6.5244, lng: 3.3792 };

describe("site profile (GEO-1, GEO-3)", () => {
  it.each([
    ["default", {}, 100, 30, 400],
    ["small", { arrivalRadiusMeters: 20 }, 20, 30, 480],
    ["30 m beats 1.2 × up to 150 m", { arrivalRadiusMeters: 150 }, 150, 30, 350],
    ["1.2 × beyond", { arrivalRadiusMeters: 400 }, 400, 80, 100],
    ["approach never inside departure", { arrivalRadiusMeters: 5000 }, 5000, 1000, 1000],
    ["departure set", { departureRadiusMeters: 160 }, 100, 60, 400],
    ["departure set inside arrival", { departureRadiusMeters: 50 }, 100, 0, 400],
    ["approach set", { approachRadiusMeters: 900 }, 100, 30, 800],
  ])("%s", (_name, input, reach, departure, approach) => {
    const profile = siteProfile({ center, ...input });
    expect(profile.reachMeters).toBe(reach);
    expect(profile.departureMarginMeters).toBeCloseTo(departure, 9);
    expect(profile.approachMarginMeters).toBeCloseTo(approach, 9);
  });

  it("measures a polygon from its edge and distances from its pin", () => {
    const polygon = [45, 135, 225, 315].map((bearing) => destinationPoint(center, bearing, 200));
    const profile = siteProfile({ center, polygon });
    const measured = edgeDistance(profile.shape, destinationPoint(center, 90, 100));
    expect(measured.distanceMeters).toBeCloseTo(100, 6);
    expect(measured.edgeMeters).toBeCloseTo(100 - 200 * Math.SQRT1_2, 1);
    expect(profile.reachMeters).toBeCloseTo(200, 6);
    expect(surelyBeyond(profile, destinationPoint(center, 90, 210), 0)).toBe(true);
    expect(surelyBeyond(profile, destinationPoint(center, 90, 190), 0)).toBe(false);
  });
});
