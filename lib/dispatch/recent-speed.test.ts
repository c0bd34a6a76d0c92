import { expect, it } from "vitest";
import { destinationPoint } from "@/lib/geo/destination";
import { recentSpeedMps } from "./recent-speed";

const home = { lat: 6.5, lng: 3.4 };
/** `[seconds, metres]` along a street to the east. */
const drive = (steps: readonly (readonly [number, number])[]) =>
  steps.map(([seconds, meters]) => ({ point: destinationPoint(home, 90, meters), at: seconds * 1000 }));

it.each([
  ["nothing is known", [], null],
  ["one fix is known", [[0, 0]], null],
  [
    "half a minute is known",
    [
      [0, 0],
      [30, 300],
    ],
    null,
  ],
  [
    "he drives ten metres a second",
    [
      [0, 0],
      [30, 300],
      [60, 600],
    ],
    10,
  ],
  [
    "he waits half the time",
    [
      [0, 0],
      [60, 600],
      [120, 600],
    ],
    5,
  ],
  [
    "he stands",
    [
      [0, 0],
      [60, 0],
      [120, 0],
    ],
    0,
  ],
  [
    "what was before the last three minutes is another matter",
    [
      [0, 0],
      [600, 20_000],
      [660, 20_600],
    ],
    10,
  ],
] as const)("recent speed when %s", (_, steps, speed) => {
  const found = recentSpeedMps(drive(steps));
  if (speed === null) expect(found).toBeNull();
  else expect(found).toBeCloseTo(speed, 3);
});
