import { createHmac } from "node:crypto";
import { eq } from "drizzle-orm";
import { loginAttempts } from "@/drizzle/schema/auth";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { bookAttempt } from "./lock-out";

/** Addresses are kept as keyed hashes: the table must not become a list of who tried to sign in. */
function keyOf(email: string): string {
  return createHmac("sha256", env().TRUCKROLL_AUTH_SECRET).update(`login:${email}`).digest("hex");
}

/**
 * Books a sign-in attempt before its password is looked at.
 * @param email normalised
 * @returns seconds to wait when the address is locked, otherwise null
 */
export async function beginAttempt(email: string, now: Date): Promise<number | null> {
  const emailHash = keyOf(email);
  return db().transaction(async (tx) => {
    const blank = { emailHash, failures: 0, lockedUntil: null, updatedAt: now };
    await tx.insert(loginAttempts).values(blank).onConflictDoNothing();
    const [row] = await tx
      .select()
      .from(loginAttempts)
      .where(eq(loginAttempts.emailHash, emailHash))
      .for("update");
    const result = bookAttempt(
      row
        ? {
            failures: row.failures,
            lockedUntil: row.lockedUntil?.getTime() ?? null,
            updatedAt: row.updatedAt.getTime(),
          }
        : null,
      now.getTime(),
    );
    if (!result.allowed) return Math.ceil(result.waitMs / 1000);
    const { failures, lockedUntil } = result.attempts;
    await tx
      .update(loginAttempts)
      .set({ failures, lockedUntil: lockedUntil === null ? null : new Date(lockedUntil), updatedAt: now })
      .where(eq(loginAttempts.emailHash, emailHash));
    return null;
  });
}

/** Clears the book of an address whose password was right. */
export async function clearAttempts(email: string): Promise<void> {
  await db()
    .delete(loginAttempts)
    .where(eq(loginAttempts.emailHash, keyOf(email)));
}
