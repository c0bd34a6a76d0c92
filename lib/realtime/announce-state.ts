import { sql } from "@/lib/db/client";
import { log } from "@/lib/log";

export const STATE_CHANNEL = "truckroll_state";

/** What is state without a number: whoever hears of a change reads it anew, and the last value wins. */
export const stateKinds = ["arrivals", "silences"] as const;
export type StateKind = (typeof stateKinds)[number];

/**
 * Tells every node that some state of a company changed; call it after the commit. Never throws: whoever was not told hears it
 * with the next change.
 */
export async function announceState(kind: StateKind, tenantId: string): Promise<void> {
  try {
    await sql()`
      select set_config('synchronous_commit', 'off', true), pg_notify(${STATE_CHANNEL}, ${`${kind} ${tenantId}`})`;
  } catch (error) {
    log.warn({ error, kind }, "a change of state was not announced; the next one brings it along");
  }
}

/** What an announcement says; null for a kind that only a newer version knows. */
export function readAnnouncement(message: string): { kind: StateKind; tenantId: string } | null {
  const [word, tenantId] = message.split(" ");
  const kind = stateKinds.find((one) => one === word);
  return kind === undefined || tenantId === undefined ? null : { kind, tenantId };
}
