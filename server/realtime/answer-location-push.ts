import type { Identity } from "@/lib/auth/types";
import { problemBody } from "@/lib/http/problem";
import type { LocationPushReply } from "@/lib/realtime/protocol";
import { ingestBatch } from "@/lib/tracking/commands/ingest";

/** Fixes over the socket (LOC-3): `{technician_id?, fixes: [ … ]}`; without an id, those of the technician who is connected. */
export async function answerLocationPush(identity: Identity, request: unknown): Promise<LocationPushReply> {
  const named =
    typeof request === "object" && request !== null && "technician_id" in request
      ? request.technician_id
      : undefined;
  const technicianId = typeof named === "string" ? named : identity.technicianId;
  if (technicianId === null) {
    return {
      ok: false,
      error: { code: "malformed", message: "Name the technician_id these fixes belong to." },
    };
  }
  try {
    const context = { identity, technicianId, receivedAt: Date.now(), source: "phone" } as const;
    return { ok: true, results: [...(await ingestBatch(request, context))] };
  } catch (error) {
    const { body, headers } = problemBody(error, "location:push");
    const retry = Number(headers["retry-after"]);
    return {
      ok: false,
      error: {
        code: body.code,
        message: body.detail,
        ...(body.field ? { field: body.field } : {}),
        ...(Number.isFinite(retry) ? { retry_after_seconds: retry } : {}),
      },
    };
  }
}
