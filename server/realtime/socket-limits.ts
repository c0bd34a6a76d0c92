import { RateLimiterMemory } from "rate-limiter-flexible";

/** What one connection may send: 20 messages a second with bursts of 60 (RT-6). Kept in memory: a connection lives on one node. */
const perConnection = new RateLimiterMemory({ points: 60, duration: 3 });

/** What one user or token may send over all connections of this node, whatever sessions they come from. */
const perUser = new RateLimiterMemory({ points: 300, duration: 3 });

/** What a whole tenant may send over its sockets of this node; fixes of phones go one message per batch. */
const perTenant = new RateLimiterMemory({ points: 6_000, duration: 3 });

export interface Sender {
  readonly connectionId: string;
  /** User, or token that belongs to no user. */
  readonly personId: string;
  readonly tenantId: string;
}

/** @returns milliseconds to wait when a limit is reached, null when the message may pass */
export async function limitReached(sender: Sender): Promise<number | null> {
  try {
    await perConnection.consume(sender.connectionId);
    await perUser.consume(`${sender.tenantId}/${sender.personId}`);
    await perTenant.consume(sender.tenantId);
    return null;
  } catch (refusal) {
    if (refusal instanceof Error) throw refusal;
    return (refusal as { msBeforeNext: number }).msBeforeNext;
  }
}
