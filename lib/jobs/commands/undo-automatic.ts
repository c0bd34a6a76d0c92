import { and, eq } from "drizzle-orm";
import { decisions } from "@/drizzle/schema/geofence";
import type { Identity } from "@/lib/auth/types";
import { inTenant, type Work } from "@/lib/db/transaction";
import type { JobWire } from "@/lib/realtime/protocol";
import type { UndoInput } from "../schema";
import { undoEnd } from "../start-mode";
import { type JobRecord, lockJob } from "./begin-move";
import { undoDeparture } from "./undo-departure";
import { undoStart } from "./undo-start";

/**
 * Takes back what happened to a job by itself in the last 10 min (GEO-2): the change or decision that is named, else the
 * newest, which is the departure where there is one.
 * @throws AppError not_found; conflict with the current job, see `undoStart` and `undoDeparture`
 */
export async function undoAutomatic(
  identity: Identity,
  jobId: string,
  input: UndoInput,
  now: Date,
): Promise<JobWire> {
  return inTenant(identity.tenantId, async (unit) => {
    const job = await lockJob(unit, identity, "jobs:work", jobId);
    const change = input.change ?? (await decided(unit, jobId, input)) ?? newest(job, now);
    return change === "departure"
      ? undoDeparture(unit, identity, job, input, now)
      : undoStart(unit, identity, job, input, now);
  });
}

async function decided(
  { tx, tenantId }: Work,
  jobId: string,
  { decision_id }: UndoInput,
): Promise<UndoInput["change"] | null> {
  if (decision_id === undefined) return null;
  const [row] = await tx
    .select({ kind: decisions.kind })
    .from(decisions)
    .where(and(eq(decisions.tenantId, tenantId), eq(decisions.jobId, jobId), eq(decisions.id, decision_id)));
  return row?.kind === "departed" ? "departure" : "start";
}

function newest({ fenceDeparture }: JobRecord, now: Date): UndoInput["change"] {
  return fenceDeparture !== null && now < undoEnd(fenceDeparture) ? "departure" : "start";
}
