import type { AuthOptions, User } from "next-auth";
import { env } from "@/lib/env";
import { isAppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { oidcProvider, userOfProfile } from "./oidc";
import { secureCookies } from "./session-cookie";
import { openSession, revokeSession, SESSION_SECONDS } from "./sessions";
import { signInWithPassword } from "./sign-in";

/**
 * What next-auth does here: the sign-in protocol and its cookies. Sessions are our rows; the cookie names one.
 * Built per request, because the environment must not be read while modules load.
 */
export function nextAuthOptions(): AuthOptions {
  const oidc = oidcProvider();
  return {
    secret: env().TRUCKROLL_AUTH_SECRET,
    useSecureCookies: secureCookies(),
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    jwt: { maxAge: SESSION_SECONDS },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      {
        id: "credentials",
        name: "Password",
        type: "credentials",
        credentials: { email: {}, password: {} },
        authorize: (credentials, request) => authorize(credentials, request.headers?.["user-agent"]),
      },
      ...(oidc ? [oidc] : []),
    ],
    callbacks: {
      signIn: async ({ account, profile }) =>
        account?.provider === "credentials" || (await userOfProfile(profile)) !== null,
      redirect: ({ url, baseUrl }) => ownAddress(url, baseUrl),
      jwt: async ({ token, user, account, profile }) => {
        if (!account) return token;
        const known = account.provider === "credentials" ? fromPassword(user) : await userOfProfile(profile);
        if (known === null) throw new Error("AccessDenied");
        const sid = await openSession(known, user.userAgent ?? null, new Date());
        return { sid, uid: known.id, tid: known.tenantId };
      },
    },
    events: {
      signOut: async ({ token }) => {
        if (token?.sid && token.tid) await revokeSession(token.tid, token.sid, new Date());
      },
    },
    logger: {
      // What next-auth hands over besides the code may hold tokens and profiles.
      error: (code) => log.warn({ code }, "sign-in"),
      warn: (code) => log.debug({ code }, "sign-in"),
      debug: () => undefined,
    },
  };
}

/** The message of an error thrown here ends in the address bar, so it is one of four words. */
async function authorize(
  credentials: Record<"email" | "password", string> | undefined,
  userAgent: unknown,
): Promise<User> {
  const { email, password } = credentials ?? {};
  if (typeof email !== "string" || typeof password !== "string") throw new Error("wrong_credentials");
  try {
    const user = await signInWithPassword(email, password, new Date());
    return {
      id: user.id,
      tenantId: user.tenantId,
      userAgent: typeof userAgent === "string" ? userAgent : null,
    };
  } catch (error) {
    if (isAppError(error) && error.code === "locked_out") {
      throw new Error(`locked_out:${error.details.retryAfterSeconds ?? 0}`);
    }
    if (isAppError(error)) throw new Error("wrong_credentials");
    log.error({ error: error instanceof Error ? error.name : typeof error }, "sign-in failed");
    throw new Error("unavailable");
  }
}

function fromPassword(user: User): { tenantId: string; id: string } | null {
  return user.tenantId === undefined ? null : { tenantId: user.tenantId, id: user.id };
}

/** After signing in people land on one of our own pages, whatever the link said. */
function ownAddress(url: string, baseUrl: string): string {
  if (/^\/(?![/\\])/.test(url)) return `${baseUrl}${url}`;
  return URL.canParse(url) && env().origins.includes(new URL(url).origin) ? url : baseUrl;
}
