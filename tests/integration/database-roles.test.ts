import path from "node:path";
import postgres from "postgres";
import { afterAll, describe, expect, inject, it } from "vitest";
import { appUrl } from "@/lib/db/app-login";
import { migrateDatabase } from "@/lib/db/migrate";

const first = inject("templateUrl");
const owner = `second_owner_${process.pid}`;
const name = `second_${process.pid}`;
const second = new URL(first);
second.username = owner;
second.password = "of its own";
second.pathname = `/${name}`;

async function on<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

const maintenance = new URL(first);
maintenance.pathname = "/postgres";
const server = (...statements: string[]) =>
  on(maintenance.toString(), async (sql) => {
    for (const statement of statements) await sql.unsafe(statement);
  });

/** The app's login of one installation, tried on a database that no clone waits for. */
function signIn(ownerUrl: string, database: string) {
  const url = new URL(appUrl(ownerUrl));
  url.pathname = `/${database}`;
  return on(url.toString(), (sql) => sql`select 1`);
}

afterAll(() =>
  server(
    `drop database if exists ${name} with (force)`,
    `drop role if exists ${new URL(appUrl(second.toString())).username}`,
    `drop owned by ${owner}`,
    `drop role ${owner}`,
  ),
);

describe("two installations with different owners in one cluster", () => {
  it("have an app login each: migrating the one leaves the other's as it was, also for a plain owner", async () => {
    await server(
      `create role ${owner} login createrole password 'of its own'`,
      `grant truckroll_app, truckroll_lookup to ${owner} with admin option`,
      `create database ${name} owner ${owner}`,
    );
    await migrateDatabase(second.toString(), path.resolve("drizzle/migrations"));
    await signIn(first, "postgres");
    await signIn(second.toString(), name);
    const jobs = await on(appUrl(second.toString()), (sql) => sql`select * from jobs`);
    expect(jobs).toHaveLength(0);
  });
});
