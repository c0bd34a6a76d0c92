/**
 * Whether an error means "the database cannot be used now" (connection refused, lost, timed out, shutting down),
 * so that the honest answer is 503 and the caller's own retry.
 * Codes: postgres.js connection errors, Node system errors, SQLSTATE classes 08, 53, 57P, a cancelled
 * statement, a lock that was not granted in time.
 */
export function isOutage(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isOutage);
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (/^(CONNECTION_|CONNECT_TIMEOUT|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_)/.test(code)) return true;
  if (/^(08|53|57P|57014|55P03)/.test(code)) return true;
  return error.cause !== undefined && isOutage(error.cause);
}
