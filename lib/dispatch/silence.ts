/** Not heard of for longer than this: silent. Phones report every 5–30 s, dead zones last a minute or two. */
export const SILENT_AFTER_MS = 5 * 60_000;
