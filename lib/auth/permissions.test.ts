import { describe, expect, it } from "vitest";
import { can, type Permission, permissions, reach, tokenScopes } from "./permissions";
import type { Identity, Role } from "./types";

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

  it("let a platform admin look and change nothing", () => {
    const allowed = permissions.filter(
      (permission) => reach(person("platform_admin"), permission) !== "none",
    );
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

  it("leave making tokens to people", () => {
    expect(reach(person("admin"), "tokens:manage")).toBe("all");
    expect(reach(machine(["*"]), "tokens:manage")).toBe("none");
    expect(tokenScopes).not.toContain("tokens:manage");
  });

  it("split read and write between the two wide scopes without a rest", () => {
    for (const permission of permissions.filter((p) => p !== "tokens:manage")) {
      const reads = reach(machine(["read"]), permission) === "all";
      const writes = reach(machine(["write"]), permission) === "all";
      expect([permission, reads !== writes]).toEqual([permission, true]);
    }
  });
});
