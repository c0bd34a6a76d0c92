import { cellOf } from "@/lib/geo/cell";
import { HOUR_MS } from "./areas/hour-runs";
import { keyOf, type TechnicianKey } from "./technician-key";
import type { Fix, TrackState } from "./types";

/** A square in which a technician was in an hour. */
export interface VisitedCell extends TechnicianKey {
  readonly y: number;
  readonly x: number;
  /** Beginning of the hour, epoch ms. */
  readonly hour: number;
}

/** What a square needs of a fix. */
export interface PlacedFix extends TechnicianKey {
  readonly incoming: { readonly fix: Pick<Fix, "at" | "point"> };
}

/**
 * Whether a fix lies in the square of the newest one before it, in the same hour: then its square is noted already, because
 * a state and the squares of its fixes are written together.
 */
export function staysInSquare(
  { newestAt, newestPoint }: Pick<TrackState, "newestAt" | "newestPoint">,
  { at, point }: Pick<Fix, "at" | "point">,
): boolean {
  if (newestAt === null || newestPoint === null || hourOf(newestAt) !== hourOf(at)) return false;
  const [before, now] = [cellOf(newestPoint), cellOf(point)];
  return before.y === now.y && before.x === now.x;
}

/** The squares of some fixes, each once for every technician and hour, in an order that does not depend on theirs. */
export function visitedCells(fixes: readonly PlacedFix[]): VisitedCell[] {
  const cells = new Map<string, VisitedCell>();
  for (const { tenantId, technicianId, incoming } of fixes) {
    const { at, point } = incoming.fix;
    const { y, x } = cellOf(point);
    const hour = hourOf(at);
    const name = `${keyOf({ tenantId, technicianId })}/${hour}/${y}/${x}`;
    if (!cells.has(name)) cells.set(name, { tenantId, technicianId, y, x, hour });
  }
  return [...cells].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
}

function hourOf(at: number): number {
  return Math.floor(at / HOUR_MS) * HOUR_MS;
}
