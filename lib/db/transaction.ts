import { PgDialect, type PgTransaction } from "drizzle-orm/pg-core";
import {
  type PostgresJsQueryResultHKT,
  PostgresJsSession,
  PostgresJsTransaction,
} from "drizzle-orm/postgres-js";
import type { Sql, TransactionSql } from "postgres";
import { appendEvents, type NewEvent } from "@/lib/realtime/append-events";
import { announce } from "@/lib/realtime/bus";
import { sql } from "./client";
import { isCollision } from "./collision";
import { scopeTo } from "./scope";

type NoSchema = Record<string, never>;
export type Tx = PgTransaction<PostgresJsQueryResultHKT, NoSchema, NoSchema>;

/** What a command may do besides SQL: tell the tenant, and leave a task for later. Both commit with the rows. */
export interface Work {
  readonly tx: Tx;
  readonly tenantId: string;
  /** Queues an event; all are numbered together as the last statement before commit. */
  emit(event: NewEvent): void;
  /** Leaves a background task; `key` replaces an earlier task of the same key. */
  enqueue(task: NewTask): Promise<void>;
}

export interface NewTask {
  readonly name: string;
  readonly payload: Record<string, unknown>;
  readonly runAt?: Date;
  readonly key?: string;
}

const dialect = new PgDialect({ casing: "snake_case" });

/** How often one unit of work is tried that meets others. */
const ATTEMPTS = 4;

/**
 * Runs one unit of work for one tenant: rows, events and tasks commit together, and the tenant's listeners are
 * hinted after the commit (never inside: NOTIFY in a busy transaction serialises commits). When it collides with another
 * one (deadlock, or both would have left two jobs running) it is done again from the start, and then sees what the
 * other one did.
 * @param work gets the bare connection too, for statements of the hot path
 * @param pool `maintenance()` for statements that may take long
 */
export async function inTenant<T>(
  tenantId: string,
  work: (unit: Work, client: TransactionSql) => Promise<T>,
  pool = sql(),
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(tenantId, work, pool);
    } catch (error) {
      if (attempt === ATTEMPTS || !isCollision(error)) throw error;
    }
  }
}

async function once<T>(
  tenantId: string,
  work: (unit: Work, client: TransactionSql) => Promise<T>,
  pool: Sql,
): Promise<T> {
  let lastSeq = 0;
  const result = await pool.begin(async (client) => {
    await scopeTo(client, [tenantId]);
    const { unit, flush } = openWork(client, tenantId);
    const value = await work(unit, client);
    lastSeq = await flush();
    return { value };
  });
  if (lastSeq > 0) announce([{ tenantId, seq: lastSeq, positions: [] }]);
  return (result as { value: T }).value;
}

/**
 * A unit of work over a transaction that is already scoped.
 * `flush` stores the queued events and answers the number of the last one (0: none); call it last, tenants in id order.
 */
export function openWork(client: TransactionSql, tenantId: string): { unit: Work; flush(): Promise<number> } {
  const tx = drizzleOver(client);
  const queued: NewEvent[] = [];
  return {
    unit: {
      tx,
      tenantId,
      emit: (event) => {
        queued.push(event);
      },
      enqueue: async ({ name, payload, runAt, key }) => {
        await client.unsafe(
          "select enqueue_task($1::text, $2::text::json, $3::text::timestamptz, $4::text)",
          [name, JSON.stringify(payload), runAt?.toISOString() ?? null, key ?? null],
          { prepare: true },
        );
      },
    },
    flush: async () => (queued.length > 0 ? appendEvents(client, tenantId, queued) : 0),
  };
}

/** Drizzle over an open postgres.js transaction, for the hot path that also speaks raw prepared statements. */
export function drizzleOver(client: TransactionSql): Tx {
  const session = new PostgresJsSession<Sql, NoSchema, NoSchema>(
    client as unknown as Sql,
    dialect,
    undefined,
    {},
  );
  return new PostgresJsTransaction<NoSchema, NoSchema>(
    dialect,
    session as unknown as ConstructorParameters<typeof PostgresJsTransaction<NoSchema, NoSchema>>[1],
    undefined,
  );
}

/** Reads for one tenant, in one transaction of its own. */
export async function readTenant<T>(tenantId: string, read: (tx: Tx) => Promise<T>): Promise<T> {
  return readIn(tenantId, read, "read committed");
}

/** One consistent picture: everything read inside sees the same moment. */
export async function snapshotTenant<T>(tenantId: string, read: (tx: Tx) => Promise<T>): Promise<T> {
  return readIn(tenantId, read, "repeatable read");
}

async function readIn<T>(
  tenantId: string,
  read: (tx: Tx) => Promise<T>,
  isolation: "read committed" | "repeatable read",
): Promise<T> {
  const result = await sql().begin(`isolation level ${isolation} read only`, async (client) => {
    await scopeTo(client, [tenantId]);
    return { value: await read(drizzleOver(client)) };
  });
  return (result as { value: T }).value;
}
