import { snapshotTenant } from "@/lib/db/transaction";
import { log } from "@/lib/log";
import { lastSeq } from "@/lib/realtime/event-log";
import type { ClientToServer } from "@/lib/realtime/protocol";
import { handshakeAuth } from "@/lib/realtime/schema";
import { liveSnapshot } from "@/lib/realtime/snapshot";
import { answerEventsSince } from "./answer-events-since";
import { answerLocationPush } from "./answer-location-push";
import type { Relay } from "./relay";
import { sendPositions } from "./send-positions";
import { limitReached } from "./socket-limits";
import type { LiveSocket } from "./socket-types";

/** Further behind than this and a fresh picture is cheaper than the events in between. */
const MAX_REPLAY = 5_000;

/**
 * Brings a new socket to the present (RT-2, RT-3): greeting, then either what it missed since the number it names or
 * the whole picture, then the live stream, without a gap between them.
 */
export async function connectSocket(socket: LiveSocket, relay: Relay): Promise<void> {
  // 232 bytes of request per idle connection are of no use after the handshake.
  (socket.conn as unknown as { request: unknown }).request = null;
  listenTo(socket);
  if (socket.data.sees === "none") {
    socket.emit("connected", { connection_id: socket.id, tenant_id: socket.data.identity.tenantId, seq: 0 });
    return;
  }
  const feed = relay.feed(socket.data.identity.tenantId);
  feed.joining += 1;
  try {
    const knows = await greet(socket);
    await feed.join(socket, knows);
    if (socket.data.sees === "all") await sendPositions(socket);
  } finally {
    feed.joining -= 1;
  }
}

/** @returns number of the last event the socket knows after the greeting */
async function greet(socket: LiveSocket): Promise<number> {
  const { identity } = socket.data;
  const { last_seq: claimed } = handshakeAuth.parse(socket.handshake.auth);
  if (claimed !== undefined) {
    const seq = await snapshotTenant(identity.tenantId, (tx) => lastSeq(tx, identity.tenantId));
    if (claimed <= seq && seq - claimed <= MAX_REPLAY) {
      socket.emit("connected", { connection_id: socket.id, tenant_id: identity.tenantId, seq });
      return claimed;
    }
    socket.emit("resync", { seq });
  }
  const picture = await liveSnapshot(identity, new Date());
  socket.emit("connected", { connection_id: socket.id, tenant_id: identity.tenantId, seq: picture.seq });
  socket.emit("initial_state", picture);
  return picture.seq;
}

type GapReply = Parameters<ClientToServer["events:since"]>[1];

/** Events that were missed, or, when the client knows a past that is not ours, the word to start over and the picture. */
async function answerGap(socket: LiveSocket, request: unknown, reply: GapReply): Promise<void> {
  const { identity } = socket.data;
  const answer = await answerEventsSince(identity, socket.data.sees, request);
  reply(answer);
  if (!("resync" in answer)) return;
  try {
    socket.emit("initial_state", await liveSnapshot(identity, new Date()));
  } catch (error) {
    log.warn({ error }, "a socket that has to start over got no picture");
    socket.disconnect(true);
  }
}

function listenTo(socket: LiveSocket): void {
  const { identity } = socket.data;
  socket.use(([, , reply], next) => {
    const sender = {
      connectionId: socket.id,
      personId: identity.userId ?? identity.credentialId,
      tenantId: identity.tenantId,
    };
    limitReached(sender).then(
      (waitMs) => {
        if (waitMs === null) return next();
        const seconds = Math.ceil(waitMs / 1000);
        const error = {
          code: "too_many_requests",
          message: `Too many messages: wait ${seconds} s.`,
          retry_after_seconds: seconds,
        };
        if (typeof reply === "function") reply({ ok: false, error });
        else socket.emit("error_message", error);
      },
      (error: unknown) => next(error instanceof Error ? error : new Error(String(error))),
    );
  });
  socket.on("error", (error) => log.warn({ error }, "a socket message failed"));
  socket.on("ping", () => socket.emit("pong", { server_time: new Date().toISOString() }));
  socket.on("events:since", (request, reply) => {
    if (typeof reply === "function") void answerGap(socket, request, reply);
  });
  socket.on("location:push", (request, reply) => {
    if (typeof reply === "function") void answerLocationPush(identity, request).then(reply);
  });
}
