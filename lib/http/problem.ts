import { isOutage } from "@/lib/db/outage";
import { sqlErrorOf } from "@/lib/db/sql-error";
import { AppError, type ErrorCode, errorStatus, isAppError } from "@/lib/errors";
import { log } from "@/lib/log";

/** RFC 9457, with a stable `code`, the field that was wrong and, for a conflict, what is true now. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  detail: string;
  field?: string;
  current?: unknown;
}

export interface ProblemAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Problem;
}

const titles: Record<ErrorCode, string> = {
  malformed: "The request could not be read",
  unauthenticated: "Sign in first",
  forbidden: "Not allowed",
  not_found: "Not found",
  method_not_allowed: "Method not allowed",
  conflict: "Something else is true by now",
  too_large: "Too large",
  unsupported_media_type: "Wrong type of body",
  impossible: "That cannot be",
  locked_out: "Too many failed sign-ins",
  too_many_requests: "Too many requests",
  internal: "Something went wrong here",
  unavailable: "Not available right now",
};

/** SQLSTATE of a deadlock, a serialisation failure and a lock that was not granted in time: the same request may pass later. */
const passing = /^(40P01|40001|55P03)$/;

/**
 * The refusal a caller gets for any error: our own as they are, an unreachable or overloaded database as
 * `unavailable`, everything else as `internal`.
 */
export function toProblem(error: unknown): AppError {
  if (isAppError(error)) return error;
  if (isOutage(error) || passing.test(sqlErrorOf(error)?.code ?? "")) {
    return new AppError("unavailable", "The database does not answer right now: try again shortly.", {
      retryAfterSeconds: 2,
      cause: error,
    });
  }
  return new AppError("internal", "This failed on our side and has been logged. Trying again may help.", {
    cause: error,
  });
}

/**
 * The whole answer for any error, ready for any door. Logs what is our fault, once.
 * @param where what was being done, for the log: method and path pattern
 */
export function problemBody(error: unknown, where = ""): ProblemAnswer {
  const refusal = toProblem(error);
  const status = errorStatus[refusal.code];
  if (refusal.code === "internal") log.error({ where, error }, "request failed");
  else if (refusal.code === "unavailable") log.warn({ where, error }, "request could not be served");
  const { field, current, retryAfterSeconds } = refusal.details;
  return {
    status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      ...(retryAfterSeconds === undefined ? {} : { "retry-after": String(Math.ceil(retryAfterSeconds)) }),
      ...(refusal.code === "unauthenticated" ? { "www-authenticate": "Bearer" } : {}),
    },
    body: {
      type: `urn:truckroll:problem:${refusal.code}`,
      title: titles[refusal.code],
      status,
      code: refusal.code,
      detail: refusal.message,
      ...(field === undefined ? {} : { field }),
      ...(current === undefined ? {} : { current }),
    },
  };
}

/** `problemBody` as a web Response. */
export function problemResponse(error: unknown, where = ""): Response {
  const { status, headers, body } = problemBody(error, where);
  return new Response(JSON.stringify(body), { status, headers });
}
