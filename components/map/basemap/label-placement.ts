/** Text to be written: centred on (x, y), turned by `angle` radians. */
export type PlacedLabel = { x: number; y: number; angle: number };
type Dot = { x: number; y: number; reach: number };

const CELL = 48;

/** Which parts of the view are taken. Labels are covered with dots, so that slanted ones block no more than they need. */
export class Occupied {
  private readonly cells = new Map<number, Dot[]>();

  /** Claims the room for a label; false, and nothing claimed, when some of it is taken. */
  claim(label: PlacedLabel, width: number, height: number, gap: number): boolean {
    const dots = cover(label, width, height, gap);
    for (const dot of dots) {
      for (const key of this.keysAround(dot)) {
        for (const other of this.cells.get(key) ?? []) {
          if (Math.hypot(other.x - dot.x, other.y - dot.y) < other.reach + dot.reach) return false;
        }
      }
    }
    for (const dot of dots) {
      const key = Math.floor(dot.x / CELL) * 4096 + Math.floor(dot.y / CELL);
      const cell = this.cells.get(key);
      if (cell) cell.push(dot);
      else this.cells.set(key, [dot]);
    }
    return true;
  }

  private *keysAround(dot: Dot): Generator<number> {
    const column = Math.floor(dot.x / CELL);
    const row = Math.floor(dot.y / CELL);
    for (let c = column - 1; c <= column + 1; c++)
      for (let r = row - 1; r <= row + 1; r++) yield c * 4096 + r;
  }
}

function cover(label: PlacedLabel, width: number, height: number, gap: number): Dot[] {
  const reach = Math.min(CELL / 2, height / 2 + gap);
  const count = Math.max(1, Math.ceil(width / (2 * reach)) + 1);
  const span = Math.max(0, width - height);
  return Array.from({ length: count }, (_, i) => {
    const off = count === 1 ? 0 : span * (i / (count - 1) - 0.5);
    return { x: label.x + Math.cos(label.angle) * off, y: label.y + Math.sin(label.angle) * off, reach };
  });
}

/**
 * Where a text of `width` can stand along a line of screen points: every `every` pixels counted from the start of the
 * line, so the places do not wander when the map is panned, and only where the line is straight enough for it.
 */
export function placesAlong(line: Float64Array, width: number, every: number): PlacedLabel[] {
  const lengths = [0];
  for (let i = 2; i < line.length; i += 2) {
    const step = Math.hypot((line[i] ?? 0) - (line[i - 2] ?? 0), (line[i + 1] ?? 0) - (line[i - 1] ?? 0));
    lengths.push((lengths.at(-1) ?? 0) + step);
  }
  const total = lengths.at(-1) ?? 0;
  if (total < width + 14) return [];
  const count = Math.max(1, Math.floor(total / every));
  const places: PlacedLabel[] = [];
  for (let k = 0; k < count; k++) {
    const middle = (total * (k + 0.5)) / count;
    const a = pointAt(line, lengths, middle - width / 2);
    const b = pointAt(line, lengths, middle + width / 2);
    const chord = Math.hypot(b.x - a.x, b.y - a.y);
    const quarters = [0.25, 0.5, 0.75].map((share) => pointAt(line, lengths, middle + width * (share - 0.5)));
    const bow = quarters.map((p) => ((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)) / (chord || 1));
    if (chord < width * 0.97 || bow.some((off) => Math.abs(off) > 3.5)) continue;
    let angle = Math.atan2(b.y - a.y, b.x - a.x);
    if (angle > Math.PI / 2) angle -= Math.PI;
    if (angle < -Math.PI / 2) angle += Math.PI;
    const lift = (bow[1] ?? 0) / 2;
    const nx = -(b.y - a.y) / (chord || 1);
    const ny = (b.x - a.x) / (chord || 1);
    places.push({ x: (a.x + b.x) / 2 + nx * lift, y: (a.y + b.y) / 2 + ny * lift, angle });
  }
  return places;
}

function pointAt(line: Float64Array, lengths: readonly number[], along: number): { x: number; y: number } {
  let i = 1;
  while (i < lengths.length - 1 && (lengths[i] ?? 0) < along) i++;
  const from = lengths[i - 1] ?? 0;
  const step = (lengths[i] ?? 0) - from || 1;
  const t = Math.min(1, Math.max(0, (along - from) / step));
  const x0 = line[2 * i - 2] ?? 0;
  const y0 = line[2 * i - 1] ?? 0;
  return { x: x0 + ((line[2 * i] ?? 0) - x0) * t, y: y0 + ((line[2 * i + 1] ?? 0) - y0) * t };
}
