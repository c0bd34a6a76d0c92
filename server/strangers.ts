import type { IncomingMessage } from "node:http";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { Turnstile } from "@/lib/auth/turnstile";
import { env } from "@/lib/env";
import { clientAddress, networkOf, PEER_HEADER } from "@/lib/http/client-address";

/** Unknown tokens from one network that cost it nothing, a minute: phones that were set up wrongly try for ever. */
const FREE_TRIES = 20;
const tries = new RateLimiterMemory({ points: FREE_TRIES, duration: 60 });

/** Look-ups for networks beyond that: one at a time, a few in line. */
const gate = new Turnstile(1, 20);

/**
 * Looks a token up. Whoever has named many unknown ones waits in a line with his like, so that guessing keeps nobody
 * else waiting; he is not refused, because a known device may stand behind the same address.
 * @throws AppError too_many_requests when the line is full; whatever `find` throws
 */
export async function findForStranger<Found>(
  request: IncomingMessage,
  find: () => Promise<Found | null>,
): Promise<Found | null> {
  const network = networkName(request);
  const past = await tries.get(network);
  const isSuspect = past !== null && past.consumedPoints >= FREE_TRIES;
  const found = isSuspect ? await gate.run(find) : await find();
  if (found === null) await tries.penalty(network);
  return found;
}

function networkName({ headers }: IncomingMessage): string {
  const named = new Headers();
  for (const name of [PEER_HEADER, "x-forwarded-for"]) {
    const value = headers[name];
    if (typeof value === "string") named.set(name, value);
  }
  return networkOf(clientAddress(named, env().TRUSTED_PROXIES) ?? "unknown");
}
