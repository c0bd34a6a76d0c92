import { destinationPoint } from "@/lib/geo/destination";
import type { Fix } from "@/lib/tracking/types";
import { apiFix, classicSite, eastOfSite, seconds, seededRandom } from "./fixes";

/** How fast the train goes, due east from the classic site, m/s. */
export const trainMps = 30;

/** Where the hotspot on board is believed to be: 140 km north of the line. */
export const falsePlace = destinationPoint(classicSite, 0, 140_000);

/** Where the train is at some second. */
export const trainAt = (second: number) => eastOfSite(second * trainMps);

/** Satellite fixes of a phone on the train, every 15 s from one second to another. */
export function onTheTrain(from: number, to: number): Fix[] {
  const fixes: Fix[] = [];
  for (let second = from; second <= to; second += 15) {
    const more = { accuracyMeters: 12, speedMps: trainMps, headingDegrees: 90, source: "owntracks" } as const;
    fixes.push(apiFix(seconds(second), trainAt(second), { ...more, fixId: `train ${second}` }));
  }
  return fixes;
}

/** `count` fixes of a misplaced hotspot, evenly from one second to another: 22 to 58 m accuracy, standing still. */
export function atTheFalsePlace(from: number, to: number, count = 24): Fix[] {
  const random = seededRandom(count + from);
  return Array.from({ length: count }, (_, index) => {
    const second = from + ((to - from) * index) / Math.max(1, count - 1);
    const point = destinationPoint(falsePlace, random() * 360, random() * 30);
    return apiFix(seconds(second), point, {
      fixId: `hotspot ${second}`,
      accuracyMeters: 22 + Math.floor(random() * 37),
      speedMps: 0,
      headingDegrees: null,
      source: "owntracks",
    });
  });
}

/** Cell fixes round the train: on the line, 1,500 m of accuracy. */
export function byCell(from: number, to: number, every: number): Fix[] {
  const fixes: Fix[] = [];
  for (let second = from; second <= to; second += every) {
    const point = destinationPoint(trainAt(second), 45, 900);
    const more = { accuracyMeters: 1500, source: "owntracks", fixId: `cell ${second}` } as const;
    fixes.push(apiFix(seconds(second), point, more));
  }
  return fixes;
}
