import { describe, expect, it } from "vitest";
import { randomAddress } from "./address";
import { at } from "./at";
import { driveOn, motionOf, startDrive } from "./drive";
import { DEMO_CITY_SEED, generateCity } from "./generate-city";
import { NO_GPS_ERROR, readGps, wander } from "./gps-noise";
import { metersBetween } from "./plane";
import { seededRandom } from "./random";
import { routeAlong } from "./route";
import { snapToStreet } from "./snap";

const city = generateCity(DEMO_CITY_SEED);

describe("driving", () => {
  it("keeps to the street, under 65 km/h, without leaps, and arrives in plausible time", () => {
    const random = seededRandom(11);
    for (let i = 0; i < 12; i++) {
      const route = routeAlong(city, randomAddress(city, random).point, randomAddress(city, random).point);
      let drive = startDrive(route, random);
      let seconds = 0;
      let before = motionOf(drive);
      while (!motionOf(drive).arrived) {
        drive = driveOn(drive, 5);
        seconds += 5;
        const now = motionOf(drive);
        expect(now.speed).toBeLessThan(18);
        expect(metersBetween(before.place, now.place)).toBeLessThan(18 * 5);
        expect(snapToStreet(city, now.place).distanceMeters).toBeLessThan(1);
        expect(seconds).toBeLessThan(3600);
        before = now;
      }
      expect(metersBetween(before.place, at(route.points, route.points.length - 1))).toBeLessThan(0.1);
      if (route.meters < 800) continue;
      const mean = route.meters / seconds;
      expect(mean).toBeGreaterThan(3);
      expect(mean).toBeLessThan(14);
    }
  });

  it("is the same in one long step or many short ones", () => {
    const random = seededRandom(5);
    const route = routeAlong(city, randomAddress(city, random).point, randomAddress(city, random).point);
    const drive = startDrive(route, random);
    let steps = drive;
    for (let i = 0; i < 30; i++) steps = driveOn(steps, 1);
    expect(steps).toEqual(driveOn(drive, 30));
  });
});

describe("GPS noise", () => {
  it("is mostly within 15 m, sometimes 30 m and more, never absurd, and moves slowly", () => {
    const random = seededRandom(8);
    let error = NO_GPS_ERROR;
    const offs: number[] = [];
    let calmSteps = 0;
    let leaps = 0;
    for (let i = 0; i < 4000; i++) {
      const next = wander(error, 5, random);
      if (next.poorSeconds === 0 && error.poorSeconds === 0 && error.sigma < 9) {
        calmSteps++;
        if (Math.hypot(next.east - error.east, next.north - error.north) > 20) leaps++;
      }
      error = next;
      offs.push(metersBetween(readGps(city.center, error, random).place, city.center));
    }
    offs.sort((a, b) => a - b);
    expect(at(offs, 2000)).toBeGreaterThan(3);
    expect(at(offs, 2000)).toBeLessThan(12);
    expect(at(offs, 3960)).toBeGreaterThan(30);
    expect(at(offs, 3999)).toBeLessThan(180);
    expect(leaps / calmSteps).toBeLessThan(0.01);
  });
});
