import type { MovedPosition } from "./hint";
import type { CompactPosition, PositionWire } from "./protocol";

const scale = 1e5;
const whole = (value: number | null, factor: number) => (value === null ? null : Math.round(value * factor));

/**
 * Folds a position for our own page; 1e-5 degrees is about a metre, finer than any phone.
 * @param number the technician's number in the tenant
 */
export function toCompact(number: number, position: Omit<PositionWire, "received_at">): CompactPosition {
  const row: CompactPosition = [
    number,
    Math.round(position.latitude * scale),
    Math.round(position.longitude * scale),
    Math.round(Date.parse(position.recorded_at) / 1000),
    whole(position.accuracy, 1),
    whole(position.speed, 10),
    whole(position.heading, 1),
    whole(position.battery, 1),
  ];
  while (row.at(-1) === null) row.pop();
  return row;
}

/** The folded form of a position that moved between nodes. */
export function compactMoved([
  number,
  lat,
  lng,
  at,
  accuracy,
  speed,
  heading,
  battery,
]: MovedPosition): CompactPosition {
  return toCompact(number, {
    latitude: lat,
    longitude: lng,
    accuracy,
    speed,
    heading,
    battery,
    recorded_at: new Date(at).toISOString(),
  });
}

/** The reverse of `toCompact`; null when the row is not one. */
export function fromCompact(
  row: CompactPosition,
): { number: number; position: Omit<PositionWire, "received_at"> } | null {
  const [number, lat, lng, seconds, accuracy = null, speed = null, heading = null, battery = null] = row;
  if (
    typeof number !== "number" ||
    typeof lat !== "number" ||
    typeof lng !== "number" ||
    typeof seconds !== "number"
  ) {
    return null;
  }
  return {
    number,
    position: {
      latitude: lat / scale,
      longitude: lng / scale,
      accuracy,
      speed: speed === null ? null : speed / 10,
      heading,
      battery,
      recorded_at: new Date(seconds * 1000).toISOString(),
    },
  };
}
