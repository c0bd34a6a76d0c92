/**
 * Room for what lives no longer than a batch, megabytes. With Node's 16, what is kept for the next fix is moved about with
 * every second batch: a fifth of the server's time was that (`npm run bench -- ingest`, the same load with 16, 32 and 64).
 */
export const YOUNG_HEAP = "--max-semi-space-size=32";
