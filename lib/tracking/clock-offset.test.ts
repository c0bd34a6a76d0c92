import { describe, expect, it } from "vitest";
import { destinationPoint } from "@/lib/geo/destination";
import type { LatLng } from "@/lib/geo/types";
import { seconds, seededRandom, shuffled } from "@/tests/support/fixes";
import { clockOffsets, type SourcedFix } from "./clock-offset";
import type { FixSource } from "./types";

const HOUR = 3600;
const depot: LatLng = { lat: 6.5, lng: 3.38 };

/** A day's way that is at no place twice an hour apart: out along a widening spiral, with a stop every half hour. */
function vanAt(second: number): LatLng {
  const moving = Math.floor(second / 1800) * 1200 + Math.min(second % 1800, 1200);
  return destinationPoint(depot, (moving / 40) % 360, moving * 1.2);
}

/** What a device in the van sends whose clock is some seconds ahead. */
function device(
  source: FixSource,
  { ahead = 0, every = 60, from = 0, to = 8 * HOUR, way = vanAt, noise = 15, start = depot } = {},
): SourcedFix[] {
  const random = seededRandom(source.length * 31 + every);
  const fixes: SourcedFix[] = [];
  for (let second = from; second < to; second += every) {
    const place = way(second);
    const moved = { lat: place.lat - depot.lat + start.lat, lng: wrap(place.lng - depot.lng + start.lng) };
    fixes.push({
      at: seconds(second + ahead),
      point: destinationPoint(moved, random() * 360, random() * noise),
      accuracyMeters: noise,
      source,
    });
  }
  return fixes;
}

const wrap = (lng: number) => ((lng + 540) % 360) - 180;

describe("two devices of one technician (LOC-7)", () => {
  it.each([-12, -5, -1, 1, 2, 7])("of which one is %i h ahead are found out", (hours) => {
    const span = { from: 0, to: 16 * HOUR };
    const fixes = [
      ...device("owntracks", span),
      ...device("phone", { ...span, ahead: hours * HOUR, every: 45 }),
    ];
    expect(clockOffsets(fixes)).toEqual([{ sources: ["owntracks", "phone"], hours }]);
  });

  it("are found out whatever the order of their fixes, and across 180°", () => {
    const start = { lat: -16.8, lng: 179.99 };
    const fixes = [...device("overland", { start }), ...device("phone", { start, ahead: HOUR, every: 40 })];
    const random = seededRandom(3);
    expect(clockOffsets(shuffled(fixes, random))).toEqual([{ sources: ["overland", "phone"], hours: 1 }]);
  });

  it("with minutes of silence between their fixes are found out too", () => {
    const fixes = [...device("osmand", { every: 300 }), ...device("phone", { ahead: -HOUR, every: 240 })];
    expect(clockOffsets(fixes)).toEqual([{ sources: ["osmand", "phone"], hours: -1 }]);
  });

  it.each<[string, SourcedFix[]]>([
    ["agree", [...device("owntracks"), ...device("phone", { every: 45 })]],
    ["are seconds apart", [...device("owntracks"), ...device("phone", { ahead: 20, every: 45 })]],
    [
      "are half an hour apart, which no time zone explains between them",
      [...device("owntracks"), ...device("phone", { ahead: 1800 })],
    ],
    [
      "stand still all day",
      [...device("owntracks", { way: () => depot }), ...device("phone", { way: () => depot, ahead: HOUR })],
    ],
    ["took turns", [...device("owntracks", { to: 4 * HOUR }), ...device("phone", { from: 4 * HOUR })]],
    [
      "drive the same round every hour",
      [
        ...device("owntracks", { way: (second) => vanAt(second % HOUR) }),
        ...device("phone", { way: (second) => vanAt(second % HOUR), every: 45 }),
      ],
    ],
    [
      "went different ways",
      [
        ...device("owntracks"),
        ...device("phone", { way: (second) => destinationPoint(depot, 90, second * 3) }),
      ],
    ],
    ["are one and a few stray fixes", [...device("owntracks"), ...device("phone", { ahead: HOUR, to: 600 })]],
    ["are only one", device("owntracks")],
    ["are none", []],
  ])("that %s are not accused", (_name, fixes) => {
    expect(clockOffsets(fixes)).toEqual([]);
  });
});
