/** How a way was measured: by the router of the installation, or as a straight line times what streets add to it. */
export const waySources = ["route", "straight_line"] as const;
export type WaySource = (typeof waySources)[number];

/** Why there is no estimate for the next job of a technician, where a number would be a guess. */
export const arrivalGaps = [
  "no_position",
  "position_too_old",
  "out_of_reach",
  /** Another job of his runs, and nobody said how long it takes. */
  "end_of_work_unknown",
] as const;
export type ArrivalGap = (typeof arrivalGaps)[number];

/** What a company's own trips say about driving in its area, as stored with it. */
export interface MeasuredTravel {
  /** Metres driven per metre of straight line. */
  readonly detour: number;
  /** From door to door, metres per second. */
  readonly paceMps: number;
  /** Eight trips of ten take between these multiples of what detour and pace say. */
  readonly spread: readonly [number, number];
  /** How many trips it was measured from. */
  readonly trips: number;
}
