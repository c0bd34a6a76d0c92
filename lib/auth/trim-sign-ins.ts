import { and, eq, lt } from "drizzle-orm";
import { loginAttempts, sessions } from "@/drizzle/schema/auth";
import { db } from "@/lib/db/client";
import { inTenant } from "@/lib/db/transaction";

const DAY_MS = 86_400_000;
/** Ended sessions stay this long, for whoever asks who was signed in. */
const SESSIONS_KEPT_MS = 90 * DAY_MS;
/** The lock-out forgets after a day; its rows may go after two. */
const ATTEMPTS_KEPT_MS = 2 * DAY_MS;

/** Forgets sessions of a tenant that ended long ago. */
export async function trimSessions(tenantId: string, now: number): Promise<void> {
  await inTenant(tenantId, async ({ tx }) => {
    await tx
      .delete(sessions)
      .where(and(eq(sessions.tenantId, tenantId), lt(sessions.expiresAt, new Date(now - SESSIONS_KEPT_MS))));
  });
}

/** Forgets failed sign-ins that no longer count. */
export async function trimLoginAttempts(now: number): Promise<void> {
  await db()
    .delete(loginAttempts)
    .where(lt(loginAttempts.updatedAt, new Date(now - ATTEMPTS_KEPT_MS)));
}
