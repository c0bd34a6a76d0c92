import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, inject } from "vitest";
import { appUrl } from "@/lib/db/app-login";
import { closePools, openPool } from "@/lib/db/client";

/** Superuser access for what tests check behind the application's back. */
export interface TestDatabase {
  readonly owner: postgres.Sql;
  readonly url: string;
}

export const TEST_ORIGIN = "http://127.0.0.1:3999";

/**
 * Gives the test file a database of its own, cloned from the migrated template, and points the application at it.
 * Call it at the top of the file; the answer can be used from the first test on.
 */
export function freshDatabase(): TestDatabase {
  const name = `t_${randomBytes(6).toString("hex")}`;
  const template = inject("templateUrl");
  const url = new URL(template);
  url.pathname = `/${name}`;
  const owner = postgres(url.toString(), { max: 4, onnotice: () => {} });
  Object.assign(process.env, {
    NODE_ENV: "test",
    DATABASE_URL: url.toString(),
    TRUCKROLL_AUTH_SECRET: randomBytes(32).toString("hex"),
    PUBLIC_URL: TEST_ORIGIN,
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? "silent",
  });
  beforeAll(async () => {
    await onServer(template, `create database ${name} template ${new URL(template).pathname.slice(1)}`);
  });
  afterAll(async () => {
    await closePools();
    await owner.end({ timeout: 5 });
    await onServer(template, `drop database ${name} with (force)`);
  });
  return { owner, url: url.toString() };
}

/** Databases are made from another one than the template, which has to be idle to be cloned. */
async function onServer(template: string, statement: string): Promise<void> {
  const url = new URL(template);
  url.pathname = "/postgres";
  const server = postgres(url.toString(), { max: 1, onnotice: () => {} });
  try {
    // Two workers that clone at once make one of them wait, and refuse it after 5 s.
    await server`select pg_advisory_lock(7310443)`;
    await server.unsafe(statement);
  } finally {
    await server.end();
  }
}

/**
 * Puts the application on another pool until `closePools`: one connection, or a server that is not there.
 * @param ownerUrl connection string of a superuser, as in DATABASE_URL
 */
export async function usePool(ownerUrl: string, max: number): Promise<postgres.Sql> {
  await closePools();
  return openPool(appUrl(ownerUrl), max);
}
