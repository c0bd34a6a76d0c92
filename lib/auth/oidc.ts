import type { OAuthConfig } from "next-auth/providers/oauth";
import { env } from "@/lib/env";
import { type KnownUser, lookUpUser } from "./lookups";
import { normaliseEmail } from "./sign-in";

export interface OidcProfile {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean | "true" | "false";
  readonly name?: string;
}

/** The company's own sign-in, when the three OIDC_* values are set; null otherwise. */
export function oidcProvider(): OAuthConfig<OidcProfile> | null {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME } = env();
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) return null;
  return {
    id: "oidc",
    name: OIDC_NAME,
    type: "oauth",
    wellKnown: `${OIDC_ISSUER.replace(/\/$/, "")}/.well-known/openid-configuration`,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    authorization: { params: { scope: "openid email profile" } },
    profile: (profile) => ({ id: profile.sub, email: profile.email, name: profile.name }),
  };
}

/**
 * The account an OIDC profile signs in to: an existing, enabled one with the same address, which the provider has
 * verified. Nobody gets an account by this.
 */
export async function userOfProfile(
  profile: Pick<OidcProfile, "email"> | undefined,
): Promise<KnownUser | null> {
  const verified = profile !== undefined && "email_verified" in profile ? profile.email_verified : false;
  if (!profile?.email || String(verified) !== "true") return null;
  const user = await lookUpUser(normaliseEmail(profile.email));
  return user === null || user.disabled ? null : user;
}
