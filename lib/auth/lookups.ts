import { sql } from "drizzle-orm";
import { db } from "@/lib/db/client";
import type { Role } from "./types";

/** What the look-up functions answer: with that of devices, the only reads that happen before a tenant is known. */

export interface KnownUser {
  readonly tenantId: string;
  readonly id: string;
  readonly email: string;
  readonly fullName: string;
  readonly role: Role;
  readonly passwordHash: string | null;
  readonly technicianId: string | null;
  readonly disabled: boolean;
}

export interface LiveSession {
  readonly tenantId: string;
  readonly id: string;
  readonly userId: string;
  readonly email: string;
  readonly fullName: string;
  readonly role: Role;
  readonly technicianId: string | null;
}

export interface LiveToken {
  readonly tenantId: string;
  readonly id: string;
  readonly role: Role;
  readonly scopes: string[];
  readonly technicianId: string | null;
}

/** @param email normalised */
export async function lookUpUser(email: string): Promise<KnownUser | null> {
  const rows = await db().execute<{ [column: string]: unknown } & KnownUser>(sql`
    select tenant_id as "tenantId", id, email, full_name as "fullName", role, password_hash as "passwordHash",
           technician_id as "technicianId", disabled_at is not null as disabled
    from lookup_user(${email})`);
  return rows[0] ?? null;
}

/** The session with its user as they are now; null once it is revoked or expired, or the user disabled. */
export async function lookUpSession(id: string): Promise<LiveSession | null> {
  const rows = await db().execute<{ [column: string]: unknown } & LiveSession>(sql`
    select tenant_id as "tenantId", id, user_id as "userId", email, full_name as "fullName", role,
           technician_id as "technicianId"
    from lookup_session(${id})`);
  return rows[0] ?? null;
}

/** @param hash SHA-256 of the token, hex */
export async function lookUpToken(hash: string): Promise<LiveToken | null> {
  const rows = await db().execute<{ [column: string]: unknown } & LiveToken>(sql`
    select tenant_id as "tenantId", id, role, scopes, technician_id as "technicianId"
    from lookup_token(${hash})`);
  return rows[0] ?? null;
}
