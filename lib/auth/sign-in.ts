import { and, eq } from "drizzle-orm";
import { users } from "@/drizzle/schema/auth";
import { inTenant } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { beginAttempt, clearAttempts } from "./login-attempts";
import { type KnownUser, lookUpUser } from "./lookups";
import { hashPassword, needsRehash, passwordMatches } from "./password";
import { bookCaller, unbookCaller } from "./sign-in-limit";
import { Turnstile } from "./turnstile";

/**
 * A hash takes one of the four threads that files, DNS and hashes of tokens share (libuv), and 32 MiB: two at once
 * leave the rest of the node alone. Twenty more wait for some seconds.
 */
const turnstile = new Turnstile(2, 20);

/** The one spelling of an e-mail address that accounts and lock-outs go by. */
export function normaliseEmail(email: string): string {
  return email.normalize("NFKC").trim().toLowerCase();
}

/**
 * Checks an address and a password. Unknown address, wrong password and disabled account get the same answer in the
 * same time, and are locked out alike.
 * @param caller network address the sign-in comes from; null when it is not known
 * @throws AppError unauthenticated; locked_out (this account) or too_many_requests (this caller, or everybody at once) with
 * the seconds to wait
 */
export async function signInWithPassword(
  email: string,
  password: string,
  caller: string | null,
  now: Date,
): Promise<KnownUser> {
  await bookCaller(caller);
  const user = await turnstile.run(() => checkPassword(normaliseEmail(email), password, now));
  await unbookCaller(caller);
  return user;
}

/** Inside the turnstile from the booking on, so that whoever is sent away by it has not failed. */
async function checkPassword(address: string, password: string, now: Date): Promise<KnownUser> {
  const waitSeconds = await beginAttempt(address, now);
  if (waitSeconds !== null) {
    throw new AppError("locked_out", `Too many failed sign-ins: wait ${waitSeconds} seconds.`, {
      retryAfterSeconds: waitSeconds,
    });
  }
  const user = await lookUpUser(address);
  const matches = await passwordMatches(password, user?.passwordHash ?? null);
  if (!matches || user === null || user.disabled) {
    throw new AppError("unauthenticated", "The e-mail address or the password is wrong.");
  }
  await clearAttempts(address);
  if (user.passwordHash !== null && needsRehash(user.passwordHash)) await storeHash(user, password);
  return user;
}

async function storeHash(user: KnownUser, password: string): Promise<void> {
  const passwordHash = await hashPassword(password);
  await inTenant(user.tenantId, ({ tx }) =>
    tx
      .update(users)
      .set({ passwordHash })
      .where(and(eq(users.tenantId, user.tenantId), eq(users.id, user.id))),
  );
}
