import { Server } from "socket.io";
import { REVOKED_CHANNEL } from "@/lib/auth/announce-revocation";
import { ears } from "@/lib/db/client";
import { log } from "@/lib/log";
import { readAnnouncement, STATE_CHANNEL } from "@/lib/realtime/announce-state";
import { listen } from "@/lib/realtime/bus";
import { connectSocket } from "./connect-socket";
import { authenticate } from "./handshake";
import { Relay } from "./relay";
import { Seats } from "./seats";
import type { LiveServer } from "./socket-types";
import { verifySockets } from "./verify-sockets";

/** Heartbeat: a dead connection is noticed after interval + timeout, milliseconds. */
const PING_INTERVAL_MS = 20_000;
const PING_TIMEOUT_MS = 20_000;
/** The largest message a client may send: a batch of 1,000 fixes fits. */
const MAX_MESSAGE_BYTES = 512 * 1024;
/** How often every open socket's credential is looked at again, milliseconds; revocations arrive at once besides. */
const VERIFY_MS = 60_000;

export interface Live {
  readonly io: LiveServer;
  readonly seats: Seats;
  stop(): Promise<void>;
}

/** What remembers credentials; null: it is not known which of them ended. */
export interface RemembersCredentials {
  forget(credentialId: string | null): void;
}

/** The realtime half of a node: sockets, the relay that feeds them, and the ears for hints and revocations. */
export async function startLive(...caches: readonly RemembersCredentials[]): Promise<Live> {
  const io: LiveServer = new Server({
    path: "/socket.io",
    serveClient: false,
    destroyUpgrade: false,
    // 232 KB a connection against 14.
    perMessageDeflate: false,
    pingInterval: PING_INTERVAL_MS,
    pingTimeout: PING_TIMEOUT_MS,
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
  });
  const relay = new Relay(io);
  const seats = new Seats();
  io.use((socket, next) => void authenticate(socket, seats, next));
  io.on("connection", (socket) => {
    connectSocket(socket, relay).catch((error: unknown) => {
      log.warn({ error }, "a socket could not be served");
      socket.disconnect(true);
    });
  });
  const unlisten = await listen(
    (hint) => relay.hear(hint),
    // Whatever was said while nobody listened is read from the log.
    () => relay.catchUp(),
  );
  const unlistenState = await ears().listen(
    STATE_CHANNEL,
    (message) => {
      const said = readAnnouncement(message);
      if (said) relay.hearState(said.tenantId, said.kind);
    },
    // What was said meanwhile comes with the next change, within a minute.
    () => {},
  );
  const unlistenRevoked = await ears().listen(
    REVOKED_CHANNEL,
    (credentialId) => {
      for (const cache of caches) cache.forget(credentialId);
      for (const socket of io.of("/").sockets.values()) {
        if (socket.data.identity.credentialId !== credentialId) continue;
        socket.emit("signed_out", { reason: "revoked" });
        socket.disconnect(true);
      }
    },
    () => {
      for (const cache of caches) cache.forget(null);
    },
  );
  const verifying = setInterval(() => void verifySockets(io), VERIFY_MS);
  return {
    io,
    seats,
    stop: async () => {
      clearInterval(verifying);
      relay.stop();
      await Promise.all([unlisten(), unlistenState(), unlistenRevoked()]);
    },
  };
}
