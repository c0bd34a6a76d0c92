/** How long what could not be used is kept: long enough to see what is wrong with a device, milliseconds (LOC-7). */
export const QUARANTINE_KEPT_MS = 7 * 86_400_000;
