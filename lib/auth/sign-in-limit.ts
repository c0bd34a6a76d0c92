import { RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "@/lib/errors";
import { networkOf } from "@/lib/http/client-address";

/**
 * Sign-ins that fail, of one caller within a minute: a whole office behind one address mistypes less than that.
 * Kept in memory: it bounds the work of one node, the lock-out of an account is in the database.
 */
const perCaller = new RateLimiterMemory({ keyPrefix: "sign-in", points: 30, duration: 60 });

/**
 * Books a sign-in of a caller before anything is looked up for it.
 * @param address where it comes from; null when that is not known, which is not limited here
 * @throws AppError too_many_requests
 */
export async function bookCaller(address: string | null): Promise<void> {
  if (address === null) return;
  try {
    await perCaller.consume(networkOf(address));
  } catch (refusal) {
    if (refusal instanceof Error) throw refusal;
    throw new AppError("too_many_requests", "Too many sign-ins from your network: try again shortly.", {
      retryAfterSeconds: Math.ceil((refusal as RateLimiterRes).msBeforeNext / 1000),
    });
  }
}

/** A right password costs its caller nothing. */
export async function unbookCaller(address: string | null): Promise<void> {
  if (address !== null) await perCaller.reward(networkOf(address));
}
