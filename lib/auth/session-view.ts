import { eq } from "drizzle-orm";
import { tenants } from "@/drizzle/schema/tenants";
import { readTenant } from "@/lib/db/transaction";
import { lookUpSession } from "./lookups";
import { readSessionCookie } from "./session-cookie";
import type { SessionView } from "./types";

/**
 * The signed-in person as pages see him, read from the rows and not from the cookie.
 * @param cookie the Cookie header
 * @returns null when nobody is signed in, or not any more
 */
export async function viewSession(cookie: string | null | undefined): Promise<SessionView | null> {
  const claims = await readSessionCookie(cookie);
  if (claims === null) return null;
  const session = await lookUpSession(claims.sid);
  if (session === null || session.userId !== claims.uid || session.tenantId !== claims.tid) return null;
  const [tenant] = await readTenant(session.tenantId, (tx) =>
    tx.select({ name: tenants.name }).from(tenants).where(eq(tenants.id, session.tenantId)),
  );
  return {
    user: {
      id: session.userId,
      email: session.email,
      name: session.fullName,
      role: session.role,
      technicianId: session.technicianId,
      tenantId: session.tenantId,
      tenantName: tenant?.name ?? "",
    },
  };
}
