import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { runMigrations as migrateTaskQueue } from "graphile-worker";
import { APP_ROLE, type AppLogin, appLogin } from "./app-login";
import type { Sql } from "./client";
import { connect, UNLIMITED } from "./connect";

/** Owner of the few look-ups that run before a tenant is known. */
const LOOKUP_ROLE = "truckroll_lookup";

/** Any fixed number: all nodes that start together queue up behind it. */
const MIGRATION_LOCK = 7_310_442;

/** Day partitions kept ready around today, days. Older fixes are rare and go to the default partition. */
const PARTITIONS_BACK = 3;
const PARTITIONS_AHEAD = 7;

/**
 * Brings a database to the current schema: roles, task queue, tables, policies, fix partitions. Safe to run from
 * several nodes at once and again.
 * @param ownerUrl connection string of the role that owns the schema; it needs CREATEROLE
 * @param folder where the generated SQL lies
 */
export async function migrateDatabase(ownerUrl: string, folder: string): Promise<void> {
  const login = appLogin(ownerUrl);
  const sql = connect(ownerUrl, 1, UNLIMITED);
  try {
    await sql`set statement_timeout = 0`;
    await sql`set lock_timeout = 0`;
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await ensureRoles(sql, login);
    await migrateTaskQueue({ connectionString: ownerUrl });
    await migrate(drizzle(sql), { migrationsFolder: folder });
    await sql`select ensure_fix_partitions(current_date - ${PARTITIONS_BACK}::int, current_date + ${PARTITIONS_AHEAD}::int)`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function ensureRoles(sql: Sql, { role, password }: AppLogin): Promise<void> {
  const present = new Set(
    (await sql`select rolname from pg_roles where rolname in (${APP_ROLE}, ${LOOKUP_ROLE}, ${role})`).map(
      (row) => row.rolname,
    ),
  );
  // Role statements take no parameters; name and password are our own hex and base64url, so they need no quoting.
  if (!present.has(APP_ROLE))
    await sql.unsafe(`create role ${APP_ROLE} nologin nosuperuser nobypassrls nocreaterole nocreatedb`);
  if (!present.has(LOOKUP_ROLE))
    await sql.unsafe(`create role ${LOOKUP_ROLE} nologin nosuperuser nobypassrls`);
  if (!present.has(role))
    await sql.unsafe(
      `create role ${role} login nosuperuser nobypassrls nocreaterole nocreatedb in role ${APP_ROLE}`,
    );
  await sql.unsafe(`alter role ${role} password '${password}'`);
  // Whoever makes a role is its member without the right to become it (PostgreSQL 16 on); the functions need that right.
  await sql.unsafe(`grant ${LOOKUP_ROLE} to current_user`);
}
