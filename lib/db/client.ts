import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type { Sql } from "postgres";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { appUrl } from "./app-login";
import { connect, type Loss, PATIENT, PROMPT, reach } from "./connect";
import { Ears } from "./ears";

/** Drizzle over the app's role: row-level security applies to everything that goes through it. */
export type Database = PostgresJsDatabase;
export type { Sql } from "postgres";

const CONNECTIONS = 12;
const MAINTENANCE_CONNECTIONS = 2;

/** How often a database that does not answer is asked again, milliseconds. Attempts overlap: each may take its time. */
const ASK_AGAIN_MS = 1_000;

interface Pools {
  prompt: { readonly sql: Sql; readonly db: Database } | null;
  patient: Sql | null;
  ears: Ears | null;
  /** Runs while the database does not answer. */
  asking: NodeJS.Timeout | null;
  /** Names of pools that fell silent since it answered last. */
  silent: string[];
}

/**
 * Next bundles its own copy of this module, so the pools live on globalThis: one set per process, not one per bundle.
 * Pools are the only thing kept there.
 */
const slot = globalThis as typeof globalThis & { [key: symbol]: Pools | undefined };
const key = Symbol.for("truckroll.pools");

function pools(): Pools {
  slot[key] ??= { prompt: null, patient: null, ears: null, asking: null, silent: [] };
  return slot[key];
}

const ownUrl = () => appUrl(env().DATABASE_URL);

/**
 * The app's pool. Ask for it anew for each use: one that lost a connection is replaced.
 * @throws Error with code CONNECT_TIMEOUT at once while the database is known not to answer
 */
export function sql(): Sql {
  return prompt().sql;
}

/** The same as `sql`, for Drizzle. */
export function db(): Database {
  return prompt().db;
}

/** A pool for work in the background whose statements may take a minute. */
export function maintenance(): Sql {
  refuseWhileSilent();
  const all = pools();
  if (all.patient) return all.patient;
  const made = connect(ownUrl(), MAINTENANCE_CONNECTIONS, PATIENT, (how, name) => {
    if (all.patient === made) all.patient = null;
    noteLoss(how, name);
  });
  all.patient = made;
  return made;
}

/** The connection on which notifications are heard. */
export function ears(): Ears {
  const all = pools();
  all.ears ??= new Ears(
    ownUrl(),
    async (channel) => sql()`select set_config('synchronous_commit', 'off', true), pg_notify(${channel}, '')`,
  );
  return all.ears;
}

/** Makes the app's pool: for tests, of another size or on another server than `sql` would. */
export function openPool(url: string, max: number): Sql {
  const all = pools();
  const made = connect(url, max, PROMPT, (how, name) => {
    if (all.prompt?.sql === made) all.prompt = null;
    noteLoss(how, name);
  });
  all.prompt = { sql: made, db: drizzle(made, { casing: "snake_case" }) };
  return made;
}

export async function closePools(): Promise<void> {
  const { prompt, patient, ears, asking } = pools();
  slot[key] = undefined;
  if (asking) clearInterval(asking);
  await Promise.all([prompt?.sql.end({ timeout: 5 }), patient?.end({ timeout: 5 }), ears?.end()]);
}

function prompt(): NonNullable<Pools["prompt"]> {
  refuseWhileSilent();
  const all = pools();
  if (!all.prompt) openPool(ownUrl(), CONNECTIONS);
  if (!all.prompt) throw new Error("the pool was not made");
  return all.prompt;
}

function refuseWhileSilent(): void {
  if (!pools().asking) return;
  throw Object.assign(new Error("the database does not answer"), { code: "CONNECT_TIMEOUT" });
}

/** While nothing is heard of the database, one connection at a time finds out for everybody, and nobody else waits. */
function noteLoss(how: Loss, name: string): void {
  const all = pools();
  if (how === "closed") return;
  all.silent.push(name);
  if (all.asking) return;
  log.warn("the database does not answer");
  const ask = () => {
    const names = [...all.silent];
    return reach(ownUrl(), names).then(
      () => {
        all.silent = all.silent.filter((other) => !names.includes(other));
        if (!all.asking) return;
        clearInterval(all.asking);
        all.asking = null;
        log.warn("the database answers again");
      },
      (error: unknown) => log.debug({ error }, "the database still does not answer"),
    );
  };
  all.asking = setInterval(ask, ASK_AGAIN_MS);
  all.asking.unref();
  void ask();
}
