import type { IncomingMessage } from "node:http";
import { identifyRequest } from "@/lib/auth/identify";
import { reach } from "@/lib/auth/permissions";
import type { Identity } from "@/lib/auth/types";
import { env } from "@/lib/env";
import { isAppError } from "@/lib/errors";
import type { SocketError } from "@/lib/realtime/protocol";
import { handshakeAuth } from "@/lib/realtime/schema";
import type { Seats } from "./seats";
import type { LiveSocket } from "./socket-types";

/**
 * Whether a request to the socket path may go on at all, before any session is read: its Origin has to be on the
 * exact list, on polling and upgrade alike (RT-1). Browsers leave the Origin out of same-origin GETs and say so in
 * Sec-Fetch-Site; anything else without an Origin needs a token of its own.
 */
export function mayKnock(request: IncomingMessage): boolean {
  const { origin, authorization } = request.headers;
  if (origin !== undefined) return env().origins.includes(origin);
  return Boolean(authorization) || request.headers["sec-fetch-site"] === "same-origin";
}

/**
 * Finds out who is behind a socket and whether there is a seat for him. A refusal reaches the client as the connect error:
 * its message is the code, its data `{code, message}` with a sentence.
 */
export async function authenticate(
  socket: LiveSocket,
  seats: Seats,
  next: (error?: Error) => void,
): Promise<void> {
  try {
    const { headers } = socket.handshake;
    const identity = await identifyRequest({
      authorization: headers.authorization ?? null,
      cookie: headers.cookie ?? null,
      origin: null,
      method: "GET",
    });
    const auth = handshakeAuth.safeParse(socket.handshake.auth);
    if (!auth.success) {
      return next(refusal("malformed", "format has to be plain or compact, last_seq a whole number."));
    }
    const sees =
      identity.technicianId === null && reach(identity, "live:view") === "own"
        ? "none"
        : reach(identity, "live:view");
    if (sees === "none" && reach(identity, "locations:write") === "none") {
      return next(refusal("forbidden", "Your role does not allow this."));
    }
    const full = sitDown(socket, seats, identity);
    if (full !== null) return next(refusal("too_many_connections", full));
    socket.data = { identity, format: auth.data.format, sees, slow: false };
    next();
  } catch (error) {
    next(
      isAppError(error)
        ? refusal(error.code, error.message)
        : refusal("unavailable", "The service is not available right now: try again in a moment."),
    );
  }
}

/**
 * Takes a seat until the socket is gone, whichever way it goes: a connection that closes before its socket has been let
 * in says so, but the socket never does.
 * @returns the sentence of a refusal, null when there was a seat
 */
function sitDown(socket: LiveSocket, seats: Seats, identity: Identity): string | null {
  const connection = socket.conn;
  // It has said already that it closes; nobody would hear it again.
  if (connection.readyState === "closed") return null;
  const seat = seats.take(identity);
  if (seat.kind === "full") return seat.message;
  const leave = () => {
    connection.off("close", leave);
    seat.leave();
  };
  connection.once("close", leave);
  socket.once("disconnect", leave);
  return null;
}

function refusal(code: string, message: string): Error {
  const data: SocketError = { code, message };
  return Object.assign(new Error(code), { data });
}
