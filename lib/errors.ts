/**
 * The few ways a request can be refused. The status belongs to the code so that every door answers the same.
 * Codes cross the two module graphs of the process (Next's and the server's) as strings: compare `code`, never `instanceof`.
 */
export const errorStatus = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  too_large: 413,
  unsupported_media_type: 415,
  impossible: 422,
  locked_out: 429,
  too_many_requests: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof errorStatus;

export interface ErrorDetails {
  /** Path of the offending field, as the caller wrote it: `fixes.3.latitude`. */
  readonly field?: string;
  /** The state the caller did not know about (409). */
  readonly current?: unknown;
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/** A refusal with a sentence that tells the caller what to do. Thrown by commands, translated once in `lib/http`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = "AppError";
    this.code = code;
    this.details = details;
  }
}

/** True for an `AppError` of either module graph. */
export function isAppError(error: unknown): error is AppError {
  return (
    error instanceof Error &&
    error.name === "AppError" &&
    "code" in error &&
    typeof error.code === "string" &&
    error.code in errorStatus
  );
}
