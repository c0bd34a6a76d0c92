import { sql } from "@/lib/db/client";

/** Ids of ended sessions and tokens, for every node: caches forget them and their sockets close. */
export const REVOKED_CHANNEL = "truckroll_revoked";

/** Tells every node that a credential has ended; call it after the commit. */
export async function announceRevocation(credentialIds: readonly string[]): Promise<void> {
  if (credentialIds.length === 0) return;
  await sql()`select pg_notify(${REVOKED_CHANNEL}, id) from unnest(${[...credentialIds]}::text[]) as id`;
}
