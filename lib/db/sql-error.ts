export interface SqlError {
  /** SQLSTATE. */
  readonly code: string;
  readonly constraint: string | null;
}

/** What Postgres said, however many layers have wrapped it since; null when the error did not come from Postgres. */
export function sqlErrorOf(error: unknown): SqlError | null {
  if (!(error instanceof Error)) return null;
  if (error.name === "PostgresError" && "code" in error && typeof error.code === "string") {
    const constraint = "constraint_name" in error ? error.constraint_name : null;
    return { code: error.code, constraint: typeof constraint === "string" ? constraint : null };
  }
  return error.cause === undefined ? null : sqlErrorOf(error.cause);
}
