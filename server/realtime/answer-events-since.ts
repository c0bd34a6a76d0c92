import type { Identity } from "@/lib/auth/types";
import { snapshotTenant } from "@/lib/db/transaction";
import { problemBody } from "@/lib/http/problem";
import { lastSeq, readLog } from "@/lib/realtime/event-log";
import type { EventsSinceReply, SocketError } from "@/lib/realtime/protocol";
import { eventsSinceRequest } from "@/lib/realtime/schema";

const PAGE = 1_000;

/** What a client that saw a gap asks for: the next events after a number, in order; it asks again until it has all. */
export async function answerEventsSince(
  identity: Identity,
  sees: "all" | "own" | "none",
  request: unknown,
): Promise<EventsSinceReply | { ok: false; error: SocketError }> {
  const parsed = eventsSinceRequest.safeParse(request);
  if (!parsed.success) return { ok: false, error: { code: "malformed", message: "Send {after: number}." } };
  const { after } = parsed.data;
  if (sees === "none")
    return { ok: false, error: { code: "forbidden", message: "This token may not read events." } };
  try {
    return await snapshotTenant(identity.tenantId, async (tx) => {
      const seq = await lastSeq(tx, identity.tenantId);
      if (after > seq) return { ok: false, resync: true };
      const technicianId = sees === "all" ? null : identity.technicianId;
      const page = await readLog(tx, identity.tenantId, { after, upTo: seq, limit: PAGE, technicianId });
      const last = page.at(-1);
      const complete = page.length < PAGE || !last;
      return { ok: true, events: page.map(({ event }) => event), seq: complete ? seq : last.event.seq };
    });
  } catch (error) {
    const { body } = problemBody(error, "events:since");
    return { ok: false, error: { code: body.code, message: body.detail } };
  }
}
