import { isAppError } from "@/lib/errors";
import type { IngestContext } from "@/lib/tracking/commands/ingest";
import type { Submission, SubmissionOutcome } from "@/lib/tracking/submission";
import type { TechnicianKey } from "@/lib/tracking/technician-key";

/** What the thread that answers asks of the one in the background. */
export type Request =
  | { readonly kind: "write"; readonly id: number; readonly submission: Submission }
  | {
      readonly kind: "ingest";
      readonly id: number;
      readonly body: Uint8Array;
      readonly context: IngestContext;
    }
  | { readonly kind: "rebuild"; readonly id: number; readonly key: TechnicianKey; readonly atMost: number }
  | { readonly kind: "stop" };

/** What a write has come to, or the answer to a body; null where nothing is to be said. */
export type Outcome = SubmissionOutcome | Uint8Array | null;

/** What the thread in the background says. */
export type Reply =
  | { readonly kind: "ready" }
  | { readonly kind: "done"; readonly id: number; readonly outcome: Outcome }
  | { readonly kind: "failed"; readonly id: number; readonly error: PackedError }
  /** Something long begins or ends that may hold this technician's row. */
  | { readonly kind: "busy"; readonly name: string; readonly begins: boolean };

/** An error with all that is asked of errors further on: between threads only its message would be left. */
export interface PackedError {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly cause: PackedError | null;
}

/** Causes followed at most: nobody wraps deeper, and an error may name itself. */
const DEEPEST_CAUSE = 4;

export function packError(error: unknown, depth = 0): PackedError {
  if (!(error instanceof Error)) return { ...packError(new Error(String(error))), stack: undefined };
  const { name, message, stack, cause } = error;
  const known = cause !== undefined && depth < DEEPEST_CAUSE;
  return { name, message, stack, fields: plain(error), cause: known ? packError(cause, depth + 1) : null };
}

export function unpackError({ name, message, stack, fields, cause }: PackedError): Error {
  const error = new Error(message, cause === null ? undefined : { cause: unpackError(cause) });
  return Object.assign(error, fields, { name, stack });
}

const portable = new Set(["string", "number", "boolean"]);

/** What is told of an error by its own fields, without what cannot leave its thread: the objects of drivers. */
function plain(error: Error): Record<string, unknown> {
  const fields = Object.entries(error).filter(([, value]) => portable.has(typeof value));
  if (isAppError(error)) {
    const { field, current, retryAfterSeconds } = error.details;
    fields.push(["details", { field, current, retryAfterSeconds }]);
  }
  return Object.fromEntries(fields);
}
