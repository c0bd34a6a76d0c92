import type { Identity } from "@/lib/auth/types";

/** Who moved a job. People and machines are named by id; the fence is nobody. */
export type Actor = { readonly kind: "user" | "token"; readonly id: string } | { readonly kind: "fence" };

/** The actor a caller is. */
export function actorOf(identity: Identity): Actor {
  return identity.userId === null
    ? { kind: "token", id: identity.credentialId }
    : { kind: "user", id: identity.userId };
}
