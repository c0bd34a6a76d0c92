import { type Permission, reach } from "@/lib/auth/permissions";
import type { SessionView } from "@/lib/auth/types";

/** The signed-in person, as the session names them. */
export type Viewer = SessionView["user"];

/** What the role may do, from the one table; the server decides again on every call. */
export function mayView(viewer: Viewer, permission: Permission): boolean {
  const identity = {
    tenantId: viewer.tenantId,
    role: viewer.role,
    userId: viewer.id,
    technicianId: viewer.technicianId,
    via: "session",
    credentialId: "",
    scopes: null,
  } as const;
  return reach(identity, permission) !== "none";
}
