import { parseCookie } from "cookie";
import { getToken } from "next-auth/jwt";
import { z } from "zod";
import { env } from "@/lib/env";

/** All a session cookie carries; everything else is read from the rows these name, at every request. */
export interface SessionClaims {
  readonly sid: string;
  readonly uid: string;
  readonly tid: string;
}

const claims = z.object({ sid: z.uuid(), uid: z.uuid(), tid: z.uuid() });

/** Cookies are for HTTPS only as soon as the installation is. */
export function secureCookies(): boolean {
  return env().publicUrl.startsWith("https://");
}

/**
 * Reads and decrypts the session cookie.
 * @param cookie the Cookie header as it came
 * @returns null when there is none, or it is not ours, or it has expired
 */
export async function readSessionCookie(cookie: string | null | undefined): Promise<SessionClaims | null> {
  if (!cookie) return null;
  const token = await getToken({
    // getToken wants a framework's request; it reads nothing but these two.
    req: { cookies: parseCookie(cookie), headers: {} } as unknown as Parameters<typeof getToken>[0]["req"],
    secret: env().TRUCKROLL_AUTH_SECRET,
    secureCookie: secureCookies(),
  });
  const result = claims.safeParse(token);
  return result.success ? result.data : null;
}
