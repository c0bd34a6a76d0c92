import type { SessionView } from "./types";

declare module "next-auth" {
  interface Session {
    user: SessionView["user"];
  }

  interface User {
    id: string;
    tenantId?: string;
    userAgent?: string | null;
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    sid?: string;
    uid?: string;
    tid?: string;
  }
}
