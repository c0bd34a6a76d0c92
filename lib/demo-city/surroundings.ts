import { toLatLng } from "./plane";
import { between, type Random } from "./random";
import { blob } from "./terrain";
import type { Point, Surroundings } from "./types";

/** Where the causeway meets the mainland, plane metres. */
export const CAUSEWAY_END: Point = { x: 1250, y: 8350 };

/**
 * The mainland shore: a broad headland facing the town that falls back to the real coast (about 6.38° N) on both
 * sides, so that it joins the world outline when the map is far out.
 */
function mainlandShore(random: Random): Point[] {
  const octaves = [17_000, 7900, 3700, 1700, 800, 380].map((length) => ({
    length,
    size: length * 0.038,
    phase: between(random, 0, 2 * Math.PI),
  }));
  const rough = (x: number) => {
    const away = (x - 4000) / 34_000;
    let y = 21_500 - 13_600 * Math.exp(-(away ** 4)) + 1700 * Math.sin(x / 31_000 + 1);
    for (const wave of octaves) y += wave.size * Math.sin((2 * Math.PI * x) / wave.length + wave.phase);
    const ends = Math.max(0, (Math.abs(x) - 100_000) / 30_000);
    return y + 60_000 * ends * ends;
  };
  // Whatever the waves do elsewhere, the causeway comes ashore just past the water's edge.
  const lift = CAUSEWAY_END.y - 180 - rough(CAUSEWAY_END.x);
  const shore: Point[] = [];
  for (let x = -130_000; x <= 130_000; x += Math.abs(x) < 45_000 ? 160 : 450) {
    const away = (x - CAUSEWAY_END.x) / 7000;
    shore.push({ x, y: rough(x) + lift * Math.exp(-away * away) });
  }
  return [...shore, { x: 130_000, y: 260_000 }, { x: -130_000, y: 260_000 }];
}

function bent(from: Point, to: Point, bow: number): Point[] {
  return Array.from({ length: 25 }, (_, i) => {
    const t = i / 24;
    const side = bow * Math.sin(Math.PI * t) + bow * 0.35 * Math.sin(3 * Math.PI * t);
    const size = Math.hypot(to.x - from.x, to.y - from.y);
    return {
      x: from.x + (to.x - from.x) * t - ((to.y - from.y) / size) * side,
      y: from.y + (to.y - from.y) * t + ((to.x - from.x) / size) * side,
    };
  });
}

/** Everything drawn beyond the town: mainland, islets, the roads that leave the causeway, names on the water. */
export function layOutSurroundings(random: Random): Surroundings {
  const islet = (x: number, y: number, size: number, tilt: number) =>
    blob(random, { x, y }, size, size * 0.62, tilt, 0.09).map(toLatLng);
  const end = CAUSEWAY_END;
  const fork = { x: end.x + 350, y: end.y + 6200 };
  const west = { x: -31_000, y: 21_000 };
  const east = { x: 33_000, y: 22_500 };
  const north = { x: 3000, y: 46_000 };
  const roads = [
    bent(end, fork, 160),
    bent(fork, west, -900),
    bent(west, { x: -125_000, y: 34_000 }, 1800),
    bent(fork, east, 1100),
    bent(east, { x: 125_000, y: 36_000 }, -1900),
    bent(fork, north, 700),
    bent(north, { x: -9000, y: 140_000 }, -2600),
    bent(west, north, -2400),
    bent(north, east, -2400),
  ];
  return {
    mainland: mainlandShore(random).map(toLatLng),
    islets: [
      islet(-4700, 1750, 330, 0.4),
      islet(-5150, 1150, 150, 1.2),
      islet(4850, -1500, 380, -0.6),
      islet(4500, 2750, 190, 0.2),
      islet(-3450, -3650, 240, 0.9),
      islet(2900, 4650, 210, 0.5),
    ],
    roads: roads.map((road) => road.map(toLatLng)),
    names: [
      { name: "Heron Sound", point: toLatLng({ x: -1500, y: 5000 }), on: "sea" },
      { name: "Shallow Bay", point: toLatLng({ x: -3250, y: -2350 }), on: "sea" },
      { name: "Gulf of Guinea", point: toLatLng({ x: 1200, y: -4700 }), on: "sea" },
      { name: "Headland", point: toLatLng({ x: -2600, y: 10_600 }), on: "land" },
    ],
  };
}
