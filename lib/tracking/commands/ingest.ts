import { setImmediate } from "node:timers/promises";
import { can } from "@/lib/auth/permissions";
import type { Identity } from "@/lib/auth/types";
import { AppError, isAppError } from "@/lib/errors";
import { decodeBody } from "@/lib/http/read-body";
import type { FixResultWire } from "@/lib/realtime/protocol";
import { fixRetentionMs } from "@/lib/tenants/queries/fix-retention";
import { type IncomingFix, parseBatch, parseFix } from "../schema";
import type { FixSource } from "../types";
import { recordFixes } from "./record-fixes";

/** Who sends fixes of whom, and when they came in (epoch ms). */
export interface IngestContext {
  readonly identity: Identity;
  readonly technicianId: string;
  readonly receivedAt: number;
  readonly source: FixSource;
}

/** Then others have their turn: some tenths of a millisecond. */
const READ_AT_ONCE = 50;

const encoder = new TextEncoder();

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * The ingest doors meet here (LOC-1): hot HTTP server, Next route and socket all hand over parsed JSON.
 * @throws AppError as `parseFix` and `recordFixes` do; forbidden for somebody else's technician
 */
export async function ingestFix(raw: unknown, context: IngestContext): Promise<FixResultWire> {
  const retentionMs = await admit(context);
  const fix = parseFix(raw, { ...context, retentionMs });
  const [result] = await recordFixes({ ...keyOf(context), fixes: [fix] });
  if (!result) throw new AppError("internal", "The fix was stored without an answer.");
  return result;
}

/** The same for a batch (LOC-2): a fix that cannot be read gets its own error and the others are stored. */
export async function ingestBatch(raw: unknown, context: IngestContext): Promise<readonly FixResultWire[]> {
  const retentionMs = await admit(context);
  const read: (IncomingFix | FixResultWire)[] = [];
  for (const [index, one] of parseBatch(raw).entries()) {
    if (index % READ_AT_ONCE === READ_AT_ONCE - 1) await setImmediate();
    try {
      read.push(parseFix(one, { ...context, retentionMs }, `fixes.${index}.`));
    } catch (error) {
      if (!isAppError(error)) throw error;
      read.push(refusal(error));
    }
  }
  const good = read.filter((one): one is IncomingFix => "fix" in one);
  const stored = good.length > 0 ? await recordFixes({ ...keyOf(context), fixes: good }) : [];
  let next = 0;
  return read.map((one) => {
    if (!("fix" in one)) return one;
    const result = stored[next];
    next += 1;
    if (!result) throw new AppError("internal", "A fix was stored without an answer.");
    return result;
  });
}

/**
 * The same for a body as it came.
 * @returns the answer's body
 * @throws AppError as `ingestBatch`; malformed for what is no JSON
 */
export async function ingestBody(body: Uint8Array, context: IngestContext): Promise<Uint8Array> {
  const results = await ingestBatch(decodeBody(body), context);
  return encoder.encode(JSON.stringify({ results }));
}

async function admit({ identity, technicianId, receivedAt }: IngestContext): Promise<number> {
  if (!uuid.test(technicianId)) throw new AppError("not_found", "There is no such technician.");
  if (!can(identity, "locations:write", technicianId.toLowerCase())) {
    throw new AppError("forbidden", "You may not send locations for this technician.");
  }
  return fixRetentionMs(identity.tenantId, receivedAt);
}

function keyOf({ identity, technicianId }: IngestContext) {
  return { tenantId: identity.tenantId, technicianId: technicianId.toLowerCase() };
}

function refusal(error: AppError): FixResultWire {
  const { field } = error.details;
  return {
    accepted: false,
    duplicate: false,
    verdict: null,
    verdict_reason: null,
    error: { code: error.code, message: error.message, ...(field ? { field } : {}) },
  };
}
