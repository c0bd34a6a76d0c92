/** What the log keeps of an error. */
export interface DescribedError {
  readonly name: string;
  readonly code?: unknown;
  readonly message?: string;
  readonly stack?: string;
  readonly cause?: DescribedError;
}

/** Causes followed at most: nobody wraps deeper, and an error may name itself. */
const DEEPEST_CAUSE = 4;

/**
 * An error as the log may show it. Drizzle puts the parameters of a failed query into its message and its stack, and
 * Postgres repeats values in its details; they may be customers' phones, places or secrets, so none of that is kept.
 */
export function describeError(error: unknown, depth = 0): DescribedError {
  if (!(error instanceof Error)) return { name: typeof error };
  const isQuery = "params" in error && "query" in error;
  const message = isQuery ? `Failed query: ${String(error.query)}` : error.message;
  return {
    name: error.name,
    ...("code" in error ? { code: error.code } : {}),
    message,
    // The stack begins with the message as it was.
    stack: isQuery ? error.stack?.replace(error.message, () => message) : error.stack,
    ...(error.cause === undefined || depth === DEEPEST_CAUSE
      ? {}
      : { cause: describeError(error.cause, depth + 1) }),
  };
}
