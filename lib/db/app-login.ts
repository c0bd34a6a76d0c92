import { createHash, createHmac } from "node:crypto";

/** Group of all app logins: rights and policies are given to it, and nobody signs in as it. */
export const APP_ROLE = "truckroll_app";

export interface AppLogin {
  readonly role: string;
  readonly password: string;
}

/**
 * How the app signs in to the database, derived from the owner's connection string, so that every process that knows
 * `DATABASE_URL` knows it and nothing has to be shared besides. Roles belong to the whole cluster: all databases of
 * one owner share a login, and another owner's installation has another.
 * @throws Error with a sentence when there is no password to derive from: the result would be known to everybody
 */
export function appLogin(ownerUrl: string): AppLogin {
  const { username, password } = new URL(ownerUrl);
  if (username === "" || password === "") {
    throw new Error(
      "DATABASE_URL has to name a user and a password (postgres://user:password@host/database): the app's own password is derived from it.",
    );
  }
  const owner = createHash("sha256").update(decodeURIComponent(username)).digest("hex").slice(0, 12);
  const role = `${APP_ROLE}_${owner}`;
  return {
    role,
    password: createHmac("sha256", decodeURIComponent(password)).update(role).digest("base64url"),
  };
}

/** The owner's connection string turned into the app's. */
export function appUrl(ownerUrl: string): string {
  const { role, password } = appLogin(ownerUrl);
  const url = new URL(ownerUrl);
  url.username = role;
  url.password = password;
  return url.toString();
}
