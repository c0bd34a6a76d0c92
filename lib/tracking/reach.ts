/** How far back fixes that come late (or first, after a silence) still make and change visits (LOC-8), milliseconds. */
export const REACH_MS = 72 * 3_600_000;

/** How long a fix from outside of every shift waits, sealed, for a shift that is started late (LOC-12), milliseconds. */
export const SEALED_MS = 12 * 3_600_000;
