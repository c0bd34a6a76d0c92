const lost =
  /^(CONNECTION_|CONNECT_TIMEOUT|ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_|ERR_(STREAM|SOCKET|TLS|SSL))/;

/** Whether an error means that the connection is gone or never came to be: postgres.js, Node system and TLS errors. */
export function isLost(error: unknown): boolean {
  return lost.test(codeOf(error));
}

/**
 * Whether an error means "the database cannot be used now" (connection refused, lost, timed out, shutting down),
 * so that the honest answer is 503 and the caller's own retry.
 * Codes: lost connections, SQLSTATE classes 08, 53, 57P, a cancelled statement, a lock that was not granted in time, a
 * transaction that the server gave up because we were silent.
 */
export function isOutage(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isOutage);
  if (!(error instanceof Error)) return false;
  if (isLost(error) || /^(08|53|57P|57014|55P03|25P03)/.test(codeOf(error))) return true;
  return error.cause !== undefined && isOutage(error.cause);
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
