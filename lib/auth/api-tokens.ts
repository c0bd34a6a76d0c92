import { and, asc, eq, isNull } from "drizzle-orm";
import { apiTokens } from "@/drizzle/schema/auth";
import { technicians } from "@/drizzle/schema/technicians";
import { inTenant, readTenant } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/id";
import { announceRevocation } from "./announce-revocation";
import type { NewApiToken } from "./schema";
import { hashToken, newToken } from "./token-format";
import type { Identity, Role } from "./types";

export interface ApiTokenWire {
  id: string;
  label: string;
  role: Role;
  scopes: string[];
  technician_id: string | null;
  created_at: string;
  expires_at: string | null;
}

/**
 * Makes an API token. It acts as an admin within its scopes, or as one technician when it names him.
 * @returns the only sight of the token itself
 * @throws AppError impossible when the tenant has no such technician
 */
export async function createApiToken(
  identity: Identity,
  input: NewApiToken,
  now: Date,
): Promise<ApiTokenWire & { token: string }> {
  const token = newToken();
  const technicianId = input.technician_id ?? null;
  const row = {
    tenantId: identity.tenantId,
    id: newId(now.getTime()),
    label: input.label,
    hash: hashToken(token),
    role: technicianId === null ? ("admin" as const) : ("technician" as const),
    scopes: [...new Set<string>(input.scopes)],
    technicianId,
    createdBy: identity.userId,
    createdAt: now,
    expiresAt: input.expires_at ?? null,
  };
  await inTenant(identity.tenantId, async ({ tx, tenantId }) => {
    if (technicianId !== null) {
      const [known] = await tx
        .select({ id: technicians.id })
        .from(technicians)
        .where(and(eq(technicians.tenantId, tenantId), eq(technicians.id, technicianId)));
      if (!known) {
        throw new AppError("impossible", "technician_id names no technician of yours.", {
          field: "technician_id",
        });
      }
    }
    await tx.insert(apiTokens).values(row);
  });
  return { ...tokenWire(row), token };
}

/** The tokens that have not been revoked, oldest first; never the tokens themselves. */
export async function listApiTokens(tenantId: string): Promise<ApiTokenWire[]> {
  const rows = await readTenant(tenantId, (tx) =>
    tx
      .select()
      .from(apiTokens)
      .where(and(eq(apiTokens.tenantId, tenantId), isNull(apiTokens.revokedAt)))
      .orderBy(asc(apiTokens.createdAt), asc(apiTokens.id)),
  );
  return rows.map(tokenWire);
}

/**
 * Ends a token, at once and on every node.
 * @throws AppError not_found for one that is not there or has been revoked
 */
export async function revokeApiToken(tenantId: string, tokenId: string, now: Date): Promise<void> {
  const revoked = await inTenant(tenantId, ({ tx }) =>
    tx
      .update(apiTokens)
      .set({ revokedAt: now })
      .where(and(eq(apiTokens.tenantId, tenantId), eq(apiTokens.id, tokenId), isNull(apiTokens.revokedAt)))
      .returning({ id: apiTokens.id }),
  );
  if (revoked.length === 0) throw new AppError("not_found", "There is no such API token.");
  await announceRevocation([tokenId]);
}

function tokenWire(row: {
  readonly id: string;
  readonly label: string;
  readonly role: Role;
  readonly scopes: readonly string[];
  readonly technicianId: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
}): ApiTokenWire {
  return {
    id: row.id,
    label: row.label,
    role: row.role,
    scopes: [...row.scopes],
    technician_id: row.technicianId,
    created_at: row.createdAt.toISOString(),
    expires_at: row.expiresAt?.toISOString() ?? null,
  };
}
