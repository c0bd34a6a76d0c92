import { identifyRequest } from "@/lib/auth/identify";
import { isAppError } from "@/lib/errors";
import type { LiveServer } from "./socket-types";

/** Closes sockets whose session or token has ended or whose role has changed, should the notice of it have been lost. */
export async function verifySockets(io: LiveServer): Promise<void> {
  for (const socket of io.of("/").sockets.values()) {
    const { identity } = socket.data;
    const { authorization = null, cookie = null } = socket.handshake.headers;
    try {
      const now = await identifyRequest({ authorization, cookie, origin: null, method: "GET" });
      if (now.role === identity.role && now.technicianId === identity.technicianId) continue;
      socket.emit("signed_out", { reason: "role_changed" });
    } catch (error) {
      // Only a clear "no" ends a session; a database that does not answer says nothing about it.
      if (!isAppError(error) || error.code !== "unauthenticated") continue;
      socket.emit("signed_out", { reason: "ended" });
    }
    socket.disconnect(true);
  }
}
