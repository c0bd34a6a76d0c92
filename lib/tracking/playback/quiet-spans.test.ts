import { describe, expect, it } from "vitest";
import { quietSpans } from "./quiet-spans";

const MINUTE = 60_000;
/** `[minute, metres north]` */
const track = (...steps: (readonly [number, number])[]) =>
  steps.map(([minute, meters]) => ({
    at: minute * MINUTE,
    point: { lat: meters / 111_195, lng: 0 },
    speedMps: null,
    headingDegrees: null,
    batteryPercent: null,
  }));
const minutes = (steps: ReturnType<typeof track>) =>
  quietSpans(steps).map(({ from, until, kind }) => [from / MINUTE, until / MINUTE, kind]);

describe("what there is nothing to watch of", () => {
  it("is standing for two minutes or more", () => {
    const steps = track([0, 0], [1, 900], [2, 905], [3, 910], [4, 902], [5, 1800]);
    expect(minutes(steps)).toEqual([[1, 4, "standing"]]);
  });

  it("is not a traffic light, nor crawling on", () => {
    expect(minutes(track([0, 0], [1, 900], [2, 905], [3, 1800]))).toEqual([]);
    expect(minutes(track([0, 0], [1, 70], [2, 140], [3, 210], [4, 280]))).toEqual([]);
  });

  it("is a silence, with the standing before and after it on its own", () => {
    const steps = track([0, 0], [1, 3], [2, 1], [30, 4000], [31, 4001], [33, 4002], [34, 5000]);
    expect(minutes(steps)).toEqual([
      [0, 2, "standing"],
      [2, 30, "silence"],
      [30, 33, "standing"],
    ]);
  });
});
