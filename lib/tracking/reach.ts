/** How far back fixes that come late (or first, after a silence) still make and change visits (LOC-8), milliseconds. */
export const REACH_MS = 72 * 3_600_000;
