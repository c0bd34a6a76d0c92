import { at } from "./at";
import { clip, mainPieces, streetKeep } from "./cut-streets";
import { distance, mix } from "./plane";
import type { PlannedStreet } from "./planned-street";
import { between, type Random } from "./random";
import type { ShoreField } from "./shore-field";
import { type ShoreRoad, shoreRoads } from "./shore-roads";
import { streetNamer } from "./street-names";
import { type TurnedQuarter, turnedGrid } from "./turned-grid";
import type { Point, StreetClass } from "./types";

/** How far a line runs on past the street it ends on, so that the two surely cross; the stub is trimmed later. */
const OVERSHOOT = 5;
const STEP = 34;

const MAIN_COLUMNS = [-2650, -1720, 190, 1130, 2120, 3010];
const MAIN_ROWS = [-2180, -1260, -330, 620, 1480, 2340];
const EDGES = { low: -4300, high: 4300 };

type Quarter = { column: number; row: number; stride: number } & TurnedQuarter;
/** Quarters that break the grid: turned old streets, wide villa plots, long harbour blocks. */
const QUARTERS: readonly Quarter[] = [
  { column: 3, row: 3, tilt: 0.52, across: 84, along: 96, stride: 1 },
  { column: 5, row: 3, tilt: -0.4, across: 104, along: 150, stride: 1 },
  { column: 1, row: 2, tilt: 0.3, across: 110, along: 150, stride: 1 },
  { column: 3, row: 5, tilt: -0.3, across: 100, along: 140, stride: 1 },
  { column: 4, row: 0, tilt: 0, across: 0, along: 0, stride: 2 },
  { column: 4, row: 1, tilt: 0, across: 0, along: 0, stride: 2 },
  { column: 5, row: 1, tilt: 0, across: 0, along: 0, stride: 2 },
];

function subdivide(random: Random, bounds: readonly number[], spacing: readonly number[]): number[][] {
  const bands: number[][] = [];
  for (let i = 0; i + 1 < bounds.length; i++) {
    const low = at(bounds, i);
    const high = at(bounds, i + 1);
    const count = Math.max(1, Math.round((high - low) / at(spacing, i % spacing.length)));
    const size = (high - low) / count;
    bands.push(
      Array.from({ length: count - 1 }, (_, k) => low + size * (k + 1 + between(random, -0.13, 0.13))),
    );
  }
  return bands;
}

/** Straight lines of the grid bend gently on the ground; (u, v) are metres on the unbent, unturned grid. */
function bender(random: Random): (u: number, v: number) => Point {
  const phase = Array.from({ length: 5 }, () => between(random, 0, 2 * Math.PI));
  const wave = (angle: number, i: number) => Math.sin(angle + at(phase, i));
  const turn = -0.09;
  return (u, v) => {
    const x = u + 105 * wave(v / 1500, 0) + 42 * wave(v / 640 + u / 1900, 1);
    const y = v + 100 * wave(u / 1650, 2) + 45 * wave(u / 700 - v / 1500, 3) + 14 * wave(u / 260, 4);
    return { x: x * Math.cos(turn) - y * Math.sin(turn), y: x * Math.sin(turn) + y * Math.cos(turn) };
  };
}

function sampled(a: Point, b: Point, step = STEP): Point[] {
  const pieces = Math.max(1, Math.ceil(distance(a, b) / step));
  return Array.from({ length: pieces + 1 }, (_, i) => mix(a, b, i / pieces));
}

export type PlanInput = {
  random: Random;
  /** Clear of water and parks; its zero line carries the roads round them. */
  field: ShoreField;
  shoreRoads: readonly ShoreRoad[];
  isSea: (p: Point) => boolean;
  /** Where the causeway comes ashore on the far side. */
  causewayEnd: Point;
};

/** All streets of the town as lines on the plane, drawn quarter by quarter on a gently bent grid. */
export function planStreets(input: PlanInput): PlannedStreet[] {
  const { random, field } = input;
  const bend = bender(random);
  const name = streetNamer(random);
  const planned = shoreRoads(field, input.shoreRoads);
  const keep = streetKeep(field);

  const gridLine = (u0: number, v0: number, u1: number, v1: number, extra = OVERSHOOT) => {
    const size = Math.hypot(u1 - u0, v1 - v0);
    const du = ((u1 - u0) / size) * extra;
    const dv = ((v1 - v0) / size) * extra;
    return sampled({ x: u0 - du, y: v0 - dv }, { x: u1 + du, y: v1 + dv }).map((p) => bend(p.x, p.y));
  };
  const addStreet = (streetClass: StreetClass, title: string, line: Point[]) => {
    for (const piece of clip(line, field, keep, 40)) planned.push({ streetClass, name: title, line: piece });
  };

  MAIN_COLUMNS.forEach((u, i) => {
    const pieces = mainPieces(gridLine(u, EDGES.low, u, EDGES.high), field, input.isSea);
    const title = name("main");
    for (const line of pieces) planned.push({ streetClass: "main", name: title, line });
    const head = pieces.at(-1)?.at(-1);
    if (i === 3 && head) {
      const bow = mix(head, input.causewayEnd, 0.5);
      const line = sampled(head, { x: bow.x + 620, y: bow.y }, 120).concat(
        sampled({ x: bow.x + 620, y: bow.y }, input.causewayEnd, 120).slice(1),
      );
      planned.push({ streetClass: "main", name: "Long Causeway", line: softenLine(line) });
    }
  });
  for (const v of MAIN_ROWS) {
    const title = name("main");
    for (const line of mainPieces(gridLine(EDGES.low, v, EDGES.high, v), field, input.isSea)) {
      planned.push({ streetClass: "main", name: title, line });
    }
  }

  const columnBounds = [EDGES.low, ...MAIN_COLUMNS, EDGES.high];
  const rowBounds = [EDGES.low, ...MAIN_ROWS, EDGES.high];
  const columns = subdivide(random, columnBounds, [120, 128, 150, 112, 126, 118, 130]);
  const rows = subdivide(random, rowBounds, [104, 118, 96, 110, 124, 108, 116]);
  const quarterAt = (column: number, row: number) =>
    QUARTERS.find((q) => q.column === column && q.row === row);

  const alongColumns = columns.map((band) => band.map(() => name("street")));
  const alongRows = rows.map((band) => band.map(() => name("street")));
  columns.forEach((columnBand, column) => {
    rows.forEach((rowBand, row) => {
      const west = at(columnBounds, column);
      const east = at(columnBounds, column + 1);
      const south = at(rowBounds, row);
      const north = at(rowBounds, row + 1);
      const quarter = quarterAt(column, row);
      if (quarter && quarter.stride === 1) {
        for (const line of turnedGrid(random, { west, east, south, north }, quarter)) {
          addStreet("street", name("street"), gridLine(line.a.x, line.a.y, line.b.x, line.b.y));
        }
        return;
      }
      const stride = quarter?.stride ?? 1;
      columnBand.forEach((u, k) => {
        if (k % stride === 0)
          addStreet("street", at(at(alongColumns, column), k), gridLine(u, south, u, north));
      });
      rowBand.forEach((v, k) => {
        if (k % stride === 0) addStreet("street", at(at(alongRows, row), k), gridLine(west, v, east, v));
      });
      if (stride > 1) return;
      const us = [west, ...columnBand, east];
      const vs = [south, ...rowBand, north];
      for (let i = 0; i + 1 < us.length; i++) {
        for (let j = 0; j + 1 < vs.length; j++) {
          if (random() > 0.13) continue;
          const u = (at(us, i) + at(us, i + 1)) / 2;
          const from = at(vs, j);
          const to = at(vs, j + 1);
          const end = random() < 0.3 ? from + (to - from) * 0.6 : to;
          if (field.value(bend(u, (from + end) / 2)) > 60)
            addStreet("lane", name("lane"), gridLine(u, from, u, end));
        }
      }
    });
  });
  return planned;
}

function softenLine(line: readonly Point[]): Point[] {
  let soft = [...line];
  for (let pass = 0; pass < 12; pass++) {
    soft = soft.map((p, i) => {
      const a = soft[i - 1];
      const b = soft[i + 1];
      return a && b ? mix(p, mix(a, b, 0.5), 0.7) : p;
    });
  }
  return soft;
}
