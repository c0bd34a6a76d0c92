const QUARTER_MS = 15 * 60_000;
const DAY_MS = 86_400_000;

/** Offsets of a zone by quarter of an hour: clocks change at no other moments. Asking Intl costs more than judging a fix. */
const KEPT_QUARTERS = 5_000;

interface Zone {
  readonly format: Intl.DateTimeFormat;
  readonly offsets: Map<number, number>;
}

const zones = new Map<string, Zone>();

/**
 * What the clock on a wall of a zone shows at a moment, as if it were UTC: epoch ms in, epoch ms out.
 * @param timeZone IANA name
 */
export function wallClock(timeZone: string, at: number): number {
  return at + offsetAt(timeZone, at);
}

/**
 * The first moment at which the clock on a wall shows this time or a later one, epoch ms. Where the clock is put back and
 * shows it twice that is the first time; where it is put forward past it, the moment of the jump.
 * @param wall what the clock shows, as if it were UTC, epoch ms
 */
export function firstShowing(timeZone: string, wall: number): number {
  const before = offsetAt(timeZone, wall - DAY_MS);
  const after = offsetAt(timeZone, wall + DAY_MS);
  const earliest = wall - Math.max(before, after);
  if (wallClock(timeZone, earliest) >= wall) return earliest;
  let shown = wall - Math.min(before, after);
  let notYet = earliest;
  while (shown - notYet > 1) {
    const middle = Math.floor((shown + notYet) / 2);
    if (wallClock(timeZone, middle) >= wall) shown = middle;
    else notYet = middle;
  }
  return shown;
}

function offsetAt(timeZone: string, at: number): number {
  const zone = zoneOf(timeZone);
  const quarter = Math.floor(at / QUARTER_MS);
  const known = zone.offsets.get(quarter);
  if (known !== undefined) return known;
  if (zone.offsets.size >= KEPT_QUARTERS) zone.offsets.clear();
  const offset = readOffset(zone.format, quarter * QUARTER_MS);
  zone.offsets.set(quarter, offset);
  return offset;
}

function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
    hourCycle: "h23",
  });
  const zone = { format, offsets: new Map<number, number>() };
  zones.set(timeZone, zone);
  return zone;
}

function readOffset(format: Intl.DateTimeFormat, at: number): number {
  const shown = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => shown.get(type) ?? 0;
  const wall = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
  return wall - at;
}
