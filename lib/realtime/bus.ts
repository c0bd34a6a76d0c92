import { ears, sql } from "@/lib/db/client";
import { log } from "@/lib/log";
import { type Hint, packHints, unpackHints } from "./hint";
import { PendingHints } from "./pending-hints";

export const CHANNEL = "truckroll";

const pending = new PendingHints();
let isSending = false;

/**
 * Hints every node of the installation; call it after the commit. While one hint is on its way the next ones wait and
 * are folded, so that a busy node sends few. Never throws: what was committed must not look failed because nobody could
 * be told, and whoever was not told asks within a second.
 * Nobody waits for it either: what was committed is committed.
 */
export function announce(hints: readonly Hint[]): void {
  pending.add(hints);
  if (!isSending) void sendPending();
}

async function sendPending(): Promise<void> {
  isSending = true;
  while (!pending.isEmpty) {
    const messages = packHints(pending.take());
    try {
      // A notification is a commit of its own, and one that nobody needs after a crash: it does not wait for the disk.
      await sql()`
        select set_config('synchronous_commit', 'off', true), pg_notify(${CHANNEL}, message)
        from unnest(${messages}::text[]) as message`;
    } catch (error) {
      log.warn({ error }, "a hint was not sent; readers will find what it spoke of in the log");
    }
  }
  // In the turn in which nothing is left, so that no hint can fall between the last look and this line.
  isSending = false;
}

/** Hears the hints of all nodes, this one's included. Reconnects by itself; `onReady` runs after each (re)connect. */
export async function listen(
  onHint: (hint: Hint) => void,
  onReady: () => void,
): Promise<() => Promise<void>> {
  const hear = (message: string) => {
    for (const hint of unpackHints(message)) onHint(hint);
  };
  return ears().listen(CHANNEL, hear, onReady);
}
