import type { Identity, Role } from "./types";

const office = { admin: "all", supervisor: "all", dispatcher: "all" } as const;
const officeAndOwn = { ...office, technician: "own" } as const;
const readers = { ...office, platform_admin: "all" } as const;
const readersAndOwn = { ...readers, technician: "own" } as const;
const ownOnly = { supervisor: "own", dispatcher: "own", technician: "own", platform_admin: "own" } as const;

/**
 * The one table that decides who may do what (PLT-2). Pages, routes and sockets all ask `can`.
 * `own` means: only for the technician the caller is, or, where it is about users, for himself. A platform admin looks at
 * his home tenant and changes nothing of it.
 */
const table = {
  "console:view": readers,
  "live:view": readersAndOwn,
  "technicians:read": readersAndOwn,
  "technicians:write": office,
  "shifts:write": officeAndOwn,
  "locations:read": readersAndOwn,
  "locations:write": officeAndOwn,
  "devices:read": readersAndOwn,
  "devices:write": officeAndOwn,
  "jobs:read": readersAndOwn,
  "jobs:write": office,
  "jobs:dispatch": office,
  "jobs:work": officeAndOwn,
  "decisions:read": readersAndOwn,
  "events:read": readers,
  "tokens:manage": { admin: "all" },
  "sessions:revoke": { ...ownOnly, admin: "all" },
  "settings:read": readers,
  "settings:write": { admin: "all" },
} as const satisfies Record<string, Partial<Record<Role, "all" | "own">>>;

export type Permission = keyof typeof table;
export const permissions = Object.keys(table) as Permission[];

/** A machine never lets in or shuts out machines or people: these need a person, whatever a token's scopes say. */
const personsOnly: ReadonlySet<Permission> = new Set(["tokens:manage", "sessions:revoke"]);

/** Scopes an API token may carry: every permission open to machines, `read` and `write` for the whole of each, `*` for all. */
export const tokenScopes = ["*", "read", "write", ...permissions.filter((p) => !personsOnly.has(p))] as const;

function scopeCovers(scopes: readonly string[], permission: Permission): boolean {
  const isRead = permission.endsWith(":read") || permission.endsWith(":view");
  return scopes.some(
    (scope) =>
      scope === "*" || scope === permission || (scope === "read" && isRead) || (scope === "write" && !isRead),
  );
}

/**
 * Whether the caller may do this, and to whose rows.
 * @returns "all" within the tenant, "own" for the caller's own technician only, or "none".
 */
export function reach(identity: Identity, permission: Permission): "all" | "own" | "none" {
  if (identity.via === "token" && personsOnly.has(permission)) return "none";
  if (identity.scopes !== null && !scopeCovers(identity.scopes, permission)) return "none";
  const row: Partial<Record<Role, "all" | "own">> = table[permission];
  return row[identity.role] ?? "none";
}

/**
 * Whether the caller may do this to the rows of one technician (null: rows that belong to no technician).
 */
export function can(identity: Identity, permission: Permission, technicianId: string | null = null): boolean {
  const allowed = reach(identity, permission);
  if (allowed === "all") return true;
  return allowed === "own" && technicianId !== null && technicianId === identity.technicianId;
}

/** Whether the caller may do this to a user of his tenant. */
export function canForUser(identity: Identity, permission: Permission, userId: string): boolean {
  const allowed = reach(identity, permission);
  return allowed === "all" || (allowed === "own" && userId === identity.userId);
}

/**
 * Whose rows a list shows: everybody's (null) or only those of one technician.
 * A caller who reaches nothing gets the id of no technician.
 */
export function onlyTechnician(identity: Identity, permission: Permission): string | null {
  if (reach(identity, permission) === "all") return null;
  return identity.technicianId ?? "00000000-0000-0000-0000-000000000000";
}
