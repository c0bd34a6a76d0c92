/** Uploads of more fixes than this are a backlog: they have a lane of their own, so that live fixes never wait for them. */
export const LIVE_LIMIT = 50;

/** A backlog's visits are folded before its answer as long as no more fixes than this have to be folded for them. */
export const FOLD_BEFORE_ANSWER = 3_000;

/** How long after the last upload of a longer backlog its visits are folded, milliseconds: once for all its uploads. */
export const BACKLOG_PAUSE_MS = 1_000;
