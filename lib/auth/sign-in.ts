import { and, eq } from "drizzle-orm";
import { users } from "@/drizzle/schema/auth";
import { inTenant } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { beginAttempt, clearAttempts } from "./login-attempts";
import { type KnownUser, lookUpUser } from "./lookups";
import { hashPassword, needsRehash, passwordMatches } from "./password";

/** The one spelling of an e-mail address that accounts and lock-outs go by. */
export function normaliseEmail(email: string): string {
  return email.normalize("NFKC").trim().toLowerCase();
}

/**
 * Checks an address and a password. Unknown address, wrong password and disabled account get the same answer in the
 * same time, and are locked out alike.
 * @throws AppError unauthenticated, or locked_out with the seconds to wait
 */
export async function signInWithPassword(email: string, password: string, now: Date): Promise<KnownUser> {
  const address = normaliseEmail(email);
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
