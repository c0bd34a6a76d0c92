import type { AuthOptions, User } from "next-auth";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { toProblem } from "@/lib/http/problem";
import { log } from "@/lib/log";
import { oidcProvider, userOfProfile } from "./oidc";
import { secureCookies } from "./session-cookie";
import { openSession, revokeSession, SESSION_SECONDS } from "./sessions";
import { signInWithPassword } from "./sign-in";

/**
 * What next-auth does here: the sign-in protocol and its cookies. Sessions are our rows; the cookie names one.
 * Built per request, because the environment must not be read while modules load.
 * @param caller network address of the request; null when it is not known
 * @param onRefusal hears why a password did not open a session: next-auth itself only passes on a word
 */
export function nextAuthOptions(caller: string | null, onRefusal: (refusal: AppError) => void): AuthOptions {
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
        authorize: async (credentials, request) => {
          try {
            return await authorize(credentials, caller, request.headers?.["user-agent"]);
          } catch (error) {
            const refusal = toProblem(error);
            if (refusal !== error) log.error({ error }, "sign-in failed");
            onRefusal(refusal);
            throw new Error(refusalWord(refusal));
          }
        },
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

async function authorize(
  credentials: Record<"email" | "password", string> | undefined,
  caller: string | null,
  userAgent: unknown,
): Promise<User> {
  const { email, password } = credentials ?? {};
  if (typeof email !== "string" || typeof password !== "string") {
    throw new AppError("unauthenticated", "Send an e-mail address and a password.");
  }
  const user = await signInWithPassword(email, password, caller, new Date());
  return {
    id: user.id,
    tenantId: user.tenantId,
    userAgent: typeof userAgent === "string" ? userAgent : null,
  };
}

/** What the sign-in page is told; it ends in the address bar, so it is a word and a number at most. */
function refusalWord({ code, details }: AppError): string {
  if (code === "unauthenticated") return "wrong_credentials";
  if (code === "locked_out") return `locked_out:${details.retryAfterSeconds ?? 0}`;
  if (code === "too_many_requests") return `busy:${details.retryAfterSeconds ?? 0}`;
  return "unavailable";
}

function fromPassword(user: User): { tenantId: string; id: string } | null {
  return user.tenantId === undefined ? null : { tenantId: user.tenantId, id: user.id };
}

/** After signing in people land on one of our own pages, whatever the link said. */
function ownAddress(url: string, baseUrl: string): string {
  if (/^\/(?![/\\])/.test(url)) return `${baseUrl}${url}`;
  return URL.canParse(url) && env().origins.includes(new URL(url).origin) ? url : baseUrl;
}
