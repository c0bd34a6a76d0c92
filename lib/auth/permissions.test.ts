import { describe, expect, it } from "vitest";
import { can, canForUser, type Permission, permissions, reach, tokenScopes } from "./permissions";
import { type Identity, type Role, roles } from "./types";

const person = (role: Role, technicianId: string | null = null): Identity => ({
  tenantId: "t",
  role,
  userId: "u",
  technicianId,
  via: "session",
  credentialId: "c",
  scopes: null,
});
const machine = (scopes: readonly string[]): Identity => ({
  ...person("admin"),
  userId: null,
  via: "token",
  scopes,
});

describe("permissions", () => {
  it("give a technician his own rows, and nothing that belongs to nobody or somebody else", () => {
    const technician = person("technician", "me");
    expect(can(technician, "jobs:work", "me")).toBe(true);
    expect(can(technician, "jobs:work", "you")).toBe(false);
    expect(can(technician, "jobs:work", null)).toBe(false);
    expect(can(person("technician"), "jobs:work", null)).toBe(false);
  });

  it("let a platform admin look and change nothing but his own sessions", () => {
    const allowed = permissions.filter(
      (permission) =>
        reach(person("platform_admin"), permission) !== "none" && permission !== "sessions:revoke",
    );
    expect(canForUser(person("platform_admin"), "sessions:revoke", "someone")).toBe(false);
    expect(allowed.every((permission) => /:(read|view)$/.test(permission))).toBe(true);
  });

  it("never reach further with a token than with its role, whatever scope it names", () => {
    for (const scope of tokenScopes) {
      for (const permission of permissions) {
        const through: Permission[] = reach(machine([scope]), permission) === "none" ? [] : [permission];
        expect(through.every((p) => reach(person("admin"), p) !== "none")).toBe(true);
      }
    }
  });

  it.each(["tokens:manage", "sessions:revoke"] as const)("leave %s to people", (permission) => {
    expect(reach(person("admin"), permission)).toBe("all");
    expect(reach(machine(["*"]), permission)).toBe("none");
    expect(reach(machine([permission]), permission)).toBe("none");
    expect(tokenScopes).not.toContain(permission);
  });

  it.each(roles)("let a %s end his own sessions, and only an admin those of others", (role) => {
    expect(canForUser(person(role), "sessions:revoke", "u")).toBe(true);
    expect(canForUser(person(role, "someone"), "sessions:revoke", "someone")).toBe(role === "admin");
  });

  it("split read and write between the two wide scopes without a rest", () => {
    for (const permission of permissions.filter((p) => (tokenScopes as readonly string[]).includes(p))) {
      const reads = reach(machine(["read"]), permission) === "all";
      const writes = reach(machine(["write"]), permission) === "all";
      expect([permission, reads !== writes]).toEqual([permission, true]);
    }
  });
});
