import { at } from "./at";
import { mix, smoothThrough } from "./plane";
import { between, type Random } from "./random";
import type { Point } from "./types";

/** The land and water of the town in plane metres, before any street. Rings are implicitly closed. */
export type Terrain = {
  coast: Point[];
  river: { spine: Point[]; outline: Point[] };
  lagoon: Point[];
  basin: Point[];
  piers: Point[][];
  parks: { name: string; outline: Point[]; center: Point }[];
  beaches: Point[][];
};

type Wave = { turns: number; size: number; phase: number };

function waves(random: Random, turns: readonly number[], size: (turn: number) => number): Wave[] {
  return turns.map((turn) => ({ turns: turn, size: size(turn), phase: between(random, 0, 2 * Math.PI) }));
}

function sumOf(list: readonly Wave[], angle: number): number {
  let sum = 0;
  for (const wave of list) sum += wave.size * Math.sin(wave.turns * angle + wave.phase);
  return sum;
}

function dent(angle: number, middle: number, width: number): number {
  const away = Math.atan2(Math.sin(angle - middle), Math.cos(angle - middle)) / width;
  return Math.exp(-away * away);
}

/** A lumpy ellipse: half-axes in metres, turned by `tilt` radians. */
export function blob(
  random: Random,
  center: Point,
  a: number,
  b: number,
  tilt: number,
  rough = 0.05,
): Point[] {
  const lumps = waves(random, [2, 3, 4, 5, 7], (turn) => (rough * 2) / turn);
  return Array.from({ length: 56 }, (_, i) => {
    const angle = (i / 56) * 2 * Math.PI;
    const grow = 1 + sumOf(lumps, angle);
    const x = a * grow * Math.cos(angle);
    const y = b * grow * Math.sin(angle);
    return {
      x: center.x + x * Math.cos(tilt) - y * Math.sin(tilt),
      y: center.y + x * Math.sin(tilt) + y * Math.cos(tilt),
    };
  });
}

const COAST_POINTS = 480;

/** The island: a superellipse of 7.2 × 6 km, roughened, with a wide bay in the south-west and a cove in the north-east. */
function islandCoast(random: Random): Point[] {
  const broad = waves(random, [2, 3, 4, 5, 6, 8, 11], (turn) => 0.045 / turn ** 0.75);
  const fine = waves(random, [19, 27, 38, 53], () => 0.0026);
  return Array.from({ length: COAST_POINTS }, (_, i) => {
    const angle = (i / COAST_POINTS) * 2 * Math.PI;
    const squarish =
      ((Math.abs(Math.cos(angle)) / 3600) ** 2.5 + (Math.abs(Math.sin(angle)) / 3020) ** 2.5) ** (-1 / 2.5);
    const bays =
      1 - 0.27 * dent(angle, -2.52, 0.2) - 0.13 * dent(angle, 0.42, 0.13) + 0.06 * dent(angle, -2.2, 0.1);
    const radius = squarish * bays * (1 + sumOf(broad, angle) + sumOf(fine, angle));
    return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
  });
}

function riverThroughTown(random: Random): Terrain["river"] {
  const nudge = () => between(random, -90, 90);
  const controls = [
    { x: -420, y: 4000 },
    { x: -330, y: 3100 },
    { x: -260 + nudge(), y: 2350 },
    { x: -760 + nudge(), y: 1480 },
    { x: -420 + nudge(), y: 560 },
    { x: -900 + nudge(), y: -420 },
    { x: -1080 + nudge(), y: -1250 },
    { x: -640 + nudge(), y: -2150 },
    { x: -560, y: -3000 },
    { x: -620, y: -4000 },
  ];
  const spine = smoothThrough(controls, 45);
  const left: Point[] = [];
  const right: Point[] = [];
  spine.forEach((p, i) => {
    const a = at(spine, Math.max(0, i - 1));
    const b = at(spine, Math.min(spine.length - 1, i + 1));
    const size = Math.hypot(b.x - a.x, b.y - a.y);
    const mouth = Math.min(1, Math.max(0, (Math.abs(p.y) - 2150) / 1100));
    const half = 52 + 9 * Math.sin(i / 5) + 150 * mouth * mouth * (3 - 2 * mouth);
    const nx = (-(b.y - a.y) / size) * half;
    const ny = ((b.x - a.x) / size) * half;
    left.push({ x: p.x + nx, y: p.y + ny });
    right.push({ x: p.x - nx, y: p.y - ny });
  });
  return { spine, outline: [...left, ...right.reverse()] };
}

/** A rectangle given along a radial axis: from `near` to `far` metres out, `left` to `right` metres across. */
function radialBox(angle: number, near: number, far: number, left: number, right: number): Point[] {
  const place = (out: number, across: number): Point => ({
    x: out * Math.cos(angle) - across * Math.sin(angle),
    y: out * Math.sin(angle) + across * Math.cos(angle),
  });
  return [place(near, left), place(far, left), place(far, right), place(near, right)];
}

function coastRadius(coast: readonly Point[], angle: number): number {
  const turn = ((angle / (2 * Math.PI)) % 1) + 1;
  const p = at(coast, Math.round(turn * coast.length) % coast.length);
  return Math.hypot(p.x, p.y);
}

/** A strip of sand from one coast angle to another, thinning out at both ends. */
function beachStrip(coast: readonly Point[], fromAngle: number, toAngle: number, width: number): Point[] {
  const index = (angle: number) => Math.round((angle / (2 * Math.PI)) * coast.length);
  const outer: Point[] = [];
  const inner: Point[] = [];
  const first = index(fromAngle);
  const count = index(toAngle) - first;
  for (let k = 0; k <= count; k++) {
    const shore = at(coast, (((first + k) % coast.length) + coast.length) % coast.length);
    const depth = width * Math.sin((Math.PI * k) / count) ** 0.6;
    outer.push(shore);
    inner.push(mix(shore, { x: 0, y: 0 }, depth / Math.hypot(shore.x, shore.y)));
  }
  return [...outer, ...inner.reverse()];
}

const HARBOUR_ANGLE = -0.86;

/** The ground the town stands on, the same for the same random stream. */
export function layTerrain(random: Random): Terrain {
  const coast = islandCoast(random);
  const shore = coastRadius(coast, HARBOUR_ANGLE);
  const park = (name: string, x: number, y: number, a: number, b: number, tilt: number) => {
    const center = { x, y };
    return { name, center, outline: blob(random, center, a, b, tilt, 0.06) };
  };
  return {
    coast,
    river: riverThroughTown(random),
    lagoon: blob(random, { x: 1800, y: 960 }, 270, 130, 0.35, 0.09),
    basin: radialBox(HARBOUR_ANGLE, shore - 640, shore + 700, -330, 330),
    piers: [
      radialBox(HARBOUR_ANGLE, shore - 660, shore - 190, -165, -95),
      radialBox(HARBOUR_ANGLE, shore - 660, shore - 130, 70, 140),
      radialBox(HARBOUR_ANGLE, shore + 130, shore + 170, -420, 90),
    ],
    parks: [
      park("Lagoon Park", 1760, 960, 440, 300, 0.3),
      park("Kestrel Park", -2150, -640, 430, 300, -0.5),
      park("Northgate Common", -1330, 1900, 300, 190, 0.2),
      park("Signal Green", 790, -620, 250, 165, -0.2),
      park("Old Town Gardens", 660, 650, 150, 100, 0.5),
      park("Saltmarket Park", 200, -2010, 240, 140, 0.1),
    ],
    beaches: [
      beachStrip(coast, Math.PI * 1.37, Math.PI * 1.46, 75),
      beachStrip(coast, Math.PI * 1.8, Math.PI * 2.07, 85),
      beachStrip(coast, Math.PI * 0.8, Math.PI * 0.98, 60),
    ],
  };
}
