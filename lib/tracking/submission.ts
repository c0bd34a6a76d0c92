import type { FixResultWire } from "@/lib/realtime/protocol";
import type { DecidedTransition } from "./decided-transition";
import type { FoldedBatch } from "./fold-batch";
import { staleFrom } from "./process-fix";
import type { IncomingFix } from "./schema";
import { OFF_SHIFT } from "./types";

/** The fixes of one request, for one technician of one tenant. */
export interface Submission {
  readonly tenantId: string;
  readonly technicianId: string;
  readonly fixes: readonly IncomingFix[];
}

export type SubmissionOutcome =
  | {
      readonly kind: "stored";
      /** In the order sent. */
      readonly results: readonly FixResultWire[];
      /** New fixes that came late or were overtaken were among them: visits have to be folded again from here, epoch ms. */
      readonly lateFrom: number | null;
    }
  /** No such technician in this tenant. */
  | { readonly kind: "unknown_technician" };

const resend: FixResultWire = {
  accepted: true,
  duplicate: true,
  verdict: "duplicate",
  verdict_reason: "same_id",
};

const offShift: FixResultWire = {
  accepted: false,
  duplicate: false,
  verdict: OFF_SHIFT,
  verdict_reason: "outside_shift",
};

/** What each fix of a submission caused, in the order it was sent. */
export function submissionOutcome(
  submission: Submission,
  written: {
    /** Null when the technician does not exist. */
    readonly batch: FoldedBatch | null;
    readonly resent: ReadonlySet<IncomingFix>;
    /** Fixes from outside of every shift. */
    readonly offShift: ReadonlyMap<IncomingFix, unknown>;
    /** Ids of the late fixes that were really new. */
    readonly storedLate: ReadonlySet<string>;
    readonly decided: readonly DecidedTransition[];
  },
): SubmissionOutcome {
  const { batch } = written;
  if (batch === null) return { kind: "unknown_technician" };
  const byId = new Map(batch.fixes.map((folded) => [folded.incoming.fix.fixId, folded.result]));
  let lateFrom: number | null = null;
  const results = submission.fixes.map((incoming): FixResultWire => {
    if (written.offShift.has(incoming)) return offShift;
    const result = byId.get(incoming.fix.fixId);
    if (written.resent.has(incoming) || result === undefined) return resend;
    const late = result.verdict === "late";
    if (late && !written.storedLate.has(incoming.fix.fixId)) {
      return { accepted: true, duplicate: true, verdict: "duplicate", verdict_reason: "same_time_and_place" };
    }
    const from = staleFrom(incoming.fix.at, result);
    if (from !== null) lateFrom = Math.min(lateFrom ?? from, from);
    const event = written.decided.find((one) => one.fixId === incoming.fix.fixId)?.result;
    return {
      accepted: true,
      duplicate: result.verdict === "duplicate",
      verdict: result.verdict,
      verdict_reason: result.reason,
      ...(event ? { geofence_event: event } : {}),
    };
  });
  return { kind: "stored", results, lateFrom };
}
