export const roles = ["platform_admin", "admin", "supervisor", "dispatcher", "technician"] as const;
export type Role = (typeof roles)[number];

/** Who is asking, decided once at the door. Handlers and commands get this, never a header. */
export interface Identity {
  readonly tenantId: string;
  readonly role: Role;
  /** The signed-in user; null for an API token that belongs to no one. */
  readonly userId: string | null;
  /** The technician this user or device token is; null for everybody else. */
  readonly technicianId: string | null;
  readonly via: "session" | "token";
  /** Session id or token id: what a revocation names. */
  readonly credentialId: string;
  /** Scopes of an API token; null means all that the role may do. */
  readonly scopes: readonly string[] | null;
}

/** The signed-in person as pages see him (`/api/auth/session`, `getSession`). */
export interface SessionView {
  readonly user: {
    readonly id: string;
    readonly email: string;
    readonly name: string;
    readonly role: Role;
    readonly technicianId: string | null;
    readonly tenantId: string;
    readonly tenantName: string;
  };
}
