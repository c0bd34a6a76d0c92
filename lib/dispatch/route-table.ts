import { distanceMeters } from "@/lib/geo/distance";
import type { LatLng } from "@/lib/geo/types";

/** A way to ask for. */
export interface Leg {
  readonly from: LatLng;
  readonly to: LatLng;
}

/** Ways in one question: a usual server refuses more than 100 places at once. */
export const LEGS_PER_TABLE = 25;

/** The grid on which two ways are the same, degrees: about 110 m. */
const GRID = 1_000;

/** Ways that begin and end in the same squares share an answer. */
export function legKey({ from, to }: Leg): string {
  return [from.lat, from.lng, to.lat, to.lng].map((degrees) => Math.round(degrees * GRID)).join(",");
}

/**
 * Address of a `/table` question for some ways: all starts, then all ends.
 * @param base address of the router, with or without a slash at its end
 */
export function tableUrl(base: string, legs: readonly Leg[]): string {
  const places = [...legs.map((leg) => leg.from), ...legs.map((leg) => leg.to)];
  const numbers = (first: number) => legs.map((_, index) => first + index).join(";");
  const coordinates = places.map(({ lat, lng }) => `${lng.toFixed(6)},${lat.toFixed(6)}`).join(";");
  const query = `annotations=duration&sources=${numbers(0)}&destinations=${numbers(legs.length)}`;
  return `${base.replace(/\/+$/, "")}/table/v1/driving/${coordinates}?${query}`;
}

/** Nobody drives faster than this on average, metres per second (180 km/h): such an answer is about another place. */
const FASTEST_MPS = 50;

/**
 * Seconds of each way out of a table's answer; null where no road leads there or the answer cannot be true.
 * @returns null when the table is of another size than the question
 */
export function legSeconds(
  legs: readonly Leg[],
  durations: readonly (readonly (number | null)[])[],
): (number | null)[] | null {
  if (durations.length !== legs.length || durations.some((row) => row.length !== legs.length)) return null;
  return legs.map((leg, index) => {
    const seconds = durations[index]?.[index] ?? null;
    if (seconds === null) return null;
    return distanceMeters(leg.from, leg.to) > seconds * FASTEST_MPS + 500 ? null : seconds;
  });
}
