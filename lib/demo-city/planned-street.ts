import type { Point, StreetClass } from "./types";

/** A line on the plan, before crossings are found. */
export type PlannedStreet = { streetClass: StreetClass; name: string; line: Point[] };
