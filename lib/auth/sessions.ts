import { and, eq, gt, isNull } from "drizzle-orm";
import { sessions, users } from "@/drizzle/schema/auth";
import { inTenant } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/id";
import { announceRevocation } from "./announce-revocation";

/** A session ends this long after its sign-in, seconds, however busy it is. */
export const SESSION_SECONDS = 30 * 86_400;

/** Opens a session; the row is what makes its cookie worth anything. */
export async function openSession(
  user: { readonly tenantId: string; readonly id: string },
  userAgent: string | null,
  now: Date,
): Promise<string> {
  const id = newId(now.getTime());
  await inTenant(user.tenantId, async ({ tx }) => {
    await tx.insert(sessions).values({
      tenantId: user.tenantId,
      id,
      userId: user.id,
      createdAt: now,
      expiresAt: new Date(now.getTime() + SESSION_SECONDS * 1000),
      userAgent: userAgent?.replaceAll("\0", "").slice(0, 300) ?? null,
    });
  });
  return id;
}

/** Ends one session, at once and on every node. Ending it twice is fine. */
export async function revokeSession(tenantId: string, sessionId: string, now: Date): Promise<void> {
  await inTenant(tenantId, ({ tx }) =>
    tx
      .update(sessions)
      .set({ revokedAt: now })
      .where(and(eq(sessions.tenantId, tenantId), eq(sessions.id, sessionId), isNull(sessions.revokedAt))),
  );
  await announceRevocation([sessionId]);
}

/**
 * Ends every session of a user, at once and on every node: a lost phone, a changed password, a lowered role.
 * @returns how many were open
 * @throws AppError not_found when the tenant has no such user
 */
export async function revokeAllSessions(tenantId: string, userId: string, now: Date): Promise<number> {
  const ended = await inTenant(tenantId, async ({ tx }) => {
    const [user] = await tx
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.tenantId, tenantId), eq(users.id, userId)));
    if (!user) throw new AppError("not_found", "There is no such user.");
    return tx
      .update(sessions)
      .set({ revokedAt: now })
      .where(
        and(
          eq(sessions.tenantId, tenantId),
          eq(sessions.userId, userId),
          isNull(sessions.revokedAt),
          gt(sessions.expiresAt, now),
        ),
      )
      .returning({ id: sessions.id });
  });
  await announceRevocation(ended.map((row) => row.id));
  return ended.length;
}
