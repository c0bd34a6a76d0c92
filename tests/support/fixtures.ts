import { encode } from "next-auth/jwt";
import { apiTokens, users } from "@/drizzle/schema/auth";
import { shifts } from "@/drizzle/schema/technicians";
import { eventCounters, tenants } from "@/drizzle/schema/tenants";
import { openSession } from "@/lib/auth/sessions";
import { hashToken, newToken } from "@/lib/auth/token-format";
import type { Identity, Role } from "@/lib/auth/types";
import { inTenant } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { newId } from "@/lib/id";
import { createJob } from "@/lib/jobs/commands/create-job";
import { newJob } from "@/lib/jobs/schema";
import type { JobWire, TechnicianWire } from "@/lib/realtime/protocol";
import { createTechnician } from "@/lib/technicians/commands/create-technician";

export const PLACE = { latitude: 6.5244, longitude: 3.3792 };

export interface TestTenant {
  readonly id: string;
  readonly slug: string;
}

export interface TestUser {
  readonly id: string;
  readonly email: string;
  readonly identity: Identity;
  /** Cookie header of a live session. */
  readonly cookie: string;
}

let serial = 0;

export async function makeTenant(slug = "acme"): Promise<TestTenant> {
  const id = newId();
  serial += 1;
  const unique = `${slug}-${serial}`;
  await inTenant(id, async ({ tx }) => {
    await tx.insert(tenants).values({ id, slug: unique, name: slug, timeZone: "Africa/Lagos" });
    await tx.insert(eventCounters).values({ tenantId: id, lastSeq: 0 });
  });
  return { id, slug: unique };
}

export async function makeUser(
  tenant: TestTenant,
  role: Role,
  more: { technicianId?: string; passwordHash?: string; email?: string } = {},
): Promise<TestUser> {
  const id = newId();
  serial += 1;
  const email = more.email ?? `${role}-${serial}@${tenant.slug}.test`;
  await inTenant(tenant.id, ({ tx }) =>
    tx.insert(users).values({
      tenantId: tenant.id,
      id,
      email,
      fullName: `${role} of ${tenant.slug}`,
      role,
      passwordHash: more.passwordHash ?? null,
      technicianId: more.technicianId ?? null,
    }),
  );
  const sid = await openSession({ tenantId: tenant.id, id }, "vitest", new Date());
  return {
    id,
    email,
    cookie: await sessionCookie({ sid, uid: id, tid: tenant.id }),
    identity: {
      tenantId: tenant.id,
      role,
      userId: id,
      technicianId: more.technicianId ?? null,
      via: "session",
      credentialId: sid,
      scopes: null,
    },
  };
}

export async function sessionCookie(claims: { sid: string; uid: string; tid: string }): Promise<string> {
  const token = await encode({ token: claims, secret: env().TRUCKROLL_AUTH_SECRET });
  return `next-auth.session-token=${token}`;
}

/** An API token that acts as an admin within its scopes, or as a technician. */
export async function makeToken(
  tenant: TestTenant,
  scopes: readonly string[],
  technicianId: string | null = null,
): Promise<string> {
  const token = newToken();
  await inTenant(tenant.id, ({ tx }) =>
    tx.insert(apiTokens).values({
      tenantId: tenant.id,
      id: newId(),
      label: "test",
      hash: hashToken(token),
      role: technicianId === null ? "admin" : "technician",
      scopes: [...scopes],
      technicianId,
    }),
  );
  return token;
}

const DAY_MS = 86_400_000;

/** A technician who may be tracked at any time that matters: his shift began so many days ago and is open. */
export async function makeTechnician(
  tenant: TestTenant,
  fullName = "Ada Obi",
  shiftDays = 100,
): Promise<TechnicianWire> {
  const technician = await makeTechnicianOffShift(tenant, fullName);
  const startedAt = new Date(Date.now() - shiftDays * DAY_MS);
  await inTenant(tenant.id, ({ tx }) =>
    tx.insert(shifts).values({ tenantId: tenant.id, id: newId(), technicianId: technician.id, startedAt }),
  );
  return { ...technician, shift_started_at: startedAt.toISOString() };
}

/** A technician who has not started a shift yet. */
export function makeTechnicianOffShift(tenant: TestTenant, fullName = "Ada Obi"): Promise<TechnicianWire> {
  return createTechnician(tenant.id, { full_name: fullName }, new Date());
}

export function makeJob(dispatcher: TestUser, more: Record<string, unknown> = {}): Promise<JobWire> {
  return createJob(
    dispatcher.identity,
    newJob.parse({ title: "Fibre install", ...PLACE, ...more }),
    new Date(),
  );
}
