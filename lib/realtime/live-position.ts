import type { LatLng } from "@/lib/geo/types";
import { fromCompact } from "./compact";
import type { CompactPosition, LocationUpdateWire, PositionWire } from "./protocol";

/** Where a technician is, as the page holds it. */
export interface LivePosition {
  readonly point: LatLng;
  readonly accuracyMeters: number | null;
  readonly speedMps: number | null;
  /** Clockwise from north; null when standing or unknown. */
  readonly headingDegrees: number | null;
  readonly batteryPercent: number | null;
  /** When the phone took the fix, epoch ms. */
  readonly recordedAt: number;
}

/** Compact frames carry whole seconds, snapshots milliseconds: this much older may still be the newer one. */
const ROUNDING_MS = 1000;

export function fromPositionWire(wire: Omit<PositionWire, "received_at">): LivePosition {
  return {
    point: { lat: wire.latitude, lng: wire.longitude },
    accuracyMeters: wire.accuracy,
    speedMps: wire.speed,
    headingDegrees: wire.heading,
    batteryPercent: wire.battery,
    recordedAt: Date.parse(wire.recorded_at),
  };
}

export function fromLocationUpdate(wire: LocationUpdateWire): LivePosition {
  return fromPositionWire({ ...wire, recorded_at: wire.last_update });
}

/** The technician's number and place; null when the row is not a position. */
export function fromCompactRow(row: CompactPosition): { number: number; position: LivePosition } | null {
  const parsed = fromCompact(row);
  return parsed === null ? null : { number: parsed.number, position: fromPositionWire(parsed.position) };
}

/** Newest wins (RT-3): whether `next` may take the place of `held`. */
export function replaces(held: LivePosition | undefined, next: LivePosition): boolean {
  return held === undefined || next.recordedAt > held.recordedAt - ROUNDING_MS;
}
