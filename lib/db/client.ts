import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { appUrl } from "./app-login";

/** Drizzle over the app's role: row-level security applies to everything that goes through it. */
export type Database = PostgresJsDatabase;
export type Sql = postgres.Sql;

interface Pools {
  readonly sql: Sql;
  readonly db: Database;
}

/**
 * Next bundles its own copy of this module, so the pool lives on globalThis: one per process, not one per bundle.
 * Pools are the only thing kept there.
 */
const slot = globalThis as typeof globalThis & { [key: symbol]: Pools | undefined };
const key = Symbol.for("truckroll.pools");

function pools(): Pools {
  const existing = slot[key];
  if (existing) return existing;
  const sql = connect(appUrl(env().DATABASE_URL), 12);
  const made = { sql, db: drizzle(sql, { casing: "snake_case" }) };
  slot[key] = made;
  return made;
}

/** Longest pause between two attempts to connect, seconds: nobody may wait long for a 503, or for the way back. */
const MAX_PAUSE_SECONDS = 0.5;

/**
 * A pool with the limits every connection of ours has. They bound what the server does; a network that swallows packets
 * without closing is noticed by TCP alone, which takes minutes.
 * @param max connections at most
 */
export function connect(url: string, max: number): Sql {
  return postgres(url, {
    max,
    connect_timeout: 5,
    idle_timeout: 0,
    max_lifetime: null,
    keep_alive: 5,
    backoff: (attempts) => Math.min(2 ** attempts / 50, MAX_PAUSE_SECONDS) * (0.5 + Math.random() / 2),
    connection: {
      application_name: "truckroll",
      statement_timeout: 15_000,
      lock_timeout: 10_000,
      TimeZone: "UTC",
    },
    onnotice: (notice) => log.debug({ notice: notice.message }, "postgres notice"),
  });
}

export function sql(): Sql {
  return pools().sql;
}

export function db(): Database {
  return pools().db;
}

export async function closePools(): Promise<void> {
  const existing = slot[key];
  slot[key] = undefined;
  await existing?.sql.end({ timeout: 5 });
}
