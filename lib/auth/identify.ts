import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { lookUpSession, lookUpToken } from "./lookups";
import { readSessionCookie } from "./session-cookie";
import { hashToken, isTokenShaped } from "./token-format";
import type { Identity } from "./types";

/** The parts of a request that say who is asking; null or undefined where a header was not sent. */
export interface Credentials {
  readonly authorization?: string | null;
  readonly cookie?: string | null;
  readonly origin?: string | null;
  readonly method: string;
}

const reading = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Who is asking, for every door alike. A Bearer token wins over a cookie; a cookie that changes something has to come
 * from one of our own pages (its Origin is on the exact list).
 * @throws AppError unauthenticated; forbidden for a foreign or missing Origin; whatever the database throws
 */
export async function identifyRequest(credentials: Credentials): Promise<Identity> {
  if (credentials.authorization) return identifyToken(credentials.authorization);
  const claims = await readSessionCookie(credentials.cookie);
  if (claims === null)
    throw new AppError("unauthenticated", "Sign in, or send an API token as a Bearer token.");
  if (!reading.has(credentials.method)) requireOwnOrigin(credentials.origin);
  const session = await lookUpSession(claims.sid);
  if (session === null || session.userId !== claims.uid || session.tenantId !== claims.tid) {
    throw new AppError("unauthenticated", "This session has ended: sign in again.");
  }
  return {
    tenantId: session.tenantId,
    role: session.role,
    userId: session.userId,
    technicianId: session.technicianId,
    via: "session",
    credentialId: session.id,
    scopes: null,
  };
}

/**
 * Checks that a request comes from one of our own pages, by exact comparison.
 * @throws AppError forbidden
 */
export function requireOwnOrigin(origin: string | null | undefined): void {
  if (origin && env().origins.includes(origin)) return;
  throw new AppError("forbidden", "This call has to come from a page of this installation.");
}

async function identifyToken(authorization: string): Promise<Identity> {
  const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1] ?? "";
  const row = isTokenShaped(token) ? await lookUpToken(hashToken(token)) : null;
  if (row === null) throw new AppError("unauthenticated", "This API token is unknown, expired or revoked.");
  return {
    tenantId: row.tenantId,
    role: row.role,
    userId: null,
    technicianId: row.technicianId,
    via: "token",
    credentialId: row.id,
    scopes: row.scopes,
  };
}
