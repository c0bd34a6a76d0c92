import type { IncomingMessage } from "node:http";
import { identifyRequest } from "@/lib/auth/identify";
import { reach } from "@/lib/auth/permissions";
import { env } from "@/lib/env";
import { isAppError } from "@/lib/errors";
import { handshakeAuth } from "@/lib/realtime/protocol";
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

/** Finds out who is behind a socket; the reason of a refusal reaches the client as the connect error. */
export async function authenticate(socket: LiveSocket, next: (error?: Error) => void): Promise<void> {
  try {
    const { headers } = socket.handshake;
    const identity = await identifyRequest({
      authorization: headers.authorization ?? null,
      cookie: headers.cookie ?? null,
      origin: null,
      method: "GET",
    });
    const auth = handshakeAuth.safeParse(socket.handshake.auth);
    if (!auth.success) return next(new Error("malformed"));
    const sees =
      identity.technicianId === null && reach(identity, "live:view") === "own"
        ? "none"
        : reach(identity, "live:view");
    if (sees === "none" && reach(identity, "locations:write") === "none") return next(new Error("forbidden"));
    socket.data = { identity, format: auth.data.format, sees, slow: false };
    next();
  } catch (error) {
    next(new Error(isAppError(error) ? error.code : "unavailable"));
  }
}
