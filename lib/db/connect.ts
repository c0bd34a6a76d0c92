import { randomUUID } from "node:crypto";
import postgres, { type Sql } from "postgres";
import { log } from "@/lib/log";
import { guarded } from "./guarded";
import { isLost } from "./outage";
import { StallWatch } from "./stall-watch";
import { Wires } from "./wires";

/** Longest wait for a connection, seconds. */
const CONNECT_SECONDS = 4;
/** Longest pause between two attempts to connect, seconds: nobody may wait long for a 503, or for the way back. */
const MAX_PAUSE_SECONDS = 0.5;

/** How long a pool's statements may take, milliseconds. */
export interface Limits {
  /** After this the server cancels a statement; 0: never. */
  readonly statementMs: number;
  /** After this the server gives up waiting for a lock; 0: never. */
  readonly lockMs: number;
  /** After this without an answer the connection counts as lost: more than `statementMs`, so that the server speaks first. */
  readonly patienceMs: number;
}

export const PROMPT: Limits = { statementMs: 15_000, lockMs: 10_000, patienceMs: 17_000 };
/** Nightly work in the background. */
export const PATIENT: Limits = { statementMs: 60_000, lockMs: 10_000, patienceMs: 65_000 };
/** Migrations take as long as they take. */
export const UNLIMITED: Limits = { statementMs: 0, lockMs: 0, patienceMs: Number.POSITIVE_INFINITY };

/**
 * After this without an answer another connection finds out whether the server can be reached, in at most the same time
 * again: a slow statement has its whole limit, and a network that is gone is known after 5 s.
 */
const SUSPICION_MS = 2_500;

/** `closed`: the other side hung up, which is known at once. `silent`: nothing is heard of it, which takes time to notice. */
export type Loss = "closed" | "silent";

/**
 * A pool that ends with the first connection it loses: postgres.js would use that connection again with what was left
 * in it (porsager/postgres#1154, #1215). What runs on the others may end unless they are silent too; who asks
 * afterwards gets CONNECTION_ENDED, and `onLoss` is where the owner forgets the pool.
 * @param max connections at most
 * @param onLoss is told how, and the name under which the server may still know the connections
 */
export function connect(
  url: string,
  max: number,
  limits = PROMPT,
  onLoss: (how: Loss, name: string) => void = () => {},
): Sql {
  const wires = new Wires();
  const name = `truckroll ${randomUUID()}`;
  let over = false;
  const retire = (how: Loss) => {
    if (how === "silent") wires.cut();
    if (over) return;
    over = true;
    wires.refuse();
    onLoss(how, name);
    watch.dismiss(false);
    // Ending asks the other side to hang up; one that has fallen silent never does, and its work would wait for it.
    const patience = how === "silent" ? 0 : limits.statementMs / 1_000;
    void sql.end({ timeout: patience }).finally(() => {
      wires.cut();
      watch.dismiss(true);
    });
  };
  let asking = false;
  const watch = new StallWatch(max, SUSPICION_MS, (waitMs) => {
    if (waitMs > limits.patienceMs) return retire("silent");
    if (asking) return;
    asking = true;
    reach(url).then(
      () => setTimeout(() => (asking = false), SUSPICION_MS).unref(),
      () => retire("silent"),
    );
  });
  const sql = postgres(url, {
    ...connectionOptions(wires, limits, name),
    max,
    onclose: () => {
      if (wires.haveLost()) retire("closed");
    },
  });
  return guarded(sql, watch, (error) => {
    // One connection that cannot be opened is no news while others are answered.
    const late = error instanceof Error && "code" in error && error.code === "CONNECT_TIMEOUT";
    if (late && watch.heardNothingFor((CONNECT_SECONDS - 1) * 1_000)) retire("silent");
  });
}

/**
 * Finds out whether the server can be reached; a refusal of its own is an answer.
 * @param lost names of pools that fell silent. The server is asked to end what it still has of them: one that waits for the
 * rest of a question is not idle to it, and keeps its locks until the statement has its 15 s.
 * @throws the error of the connection, after 2.5 s at most
 */
export async function reach(url: string, lost: readonly string[] = []): Promise<void> {
  const wires = new Wires();
  const sql = postgres(url, { ...connectionOptions(wires, PROMPT), max: 1, fetch_types: false });
  const late = setTimeout(() => {
    wires.refuse();
    wires.cut();
  }, SUSPICION_MS);
  try {
    await sql`
      select count(pg_terminate_backend(pid)) from pg_stat_activity
      where datname = current_database() and usename = current_user and application_name = any(string_to_array(${lost.join()}, ','))`;
  } catch (error) {
    if (isLost(error)) throw error;
  } finally {
    clearTimeout(late);
    await sql.end({ timeout: 0 });
  }
}

/**
 * What every connection of ours has. The server ends a transaction whose client fell silent, so that its locks do not
 * outlive a broken network for long, and asks the network itself where that knows.
 */
export function connectionOptions(wires: Wires, { statementMs, lockMs }: Limits, name = "truckroll") {
  return {
    socket: wires.open,
    connect_timeout: CONNECT_SECONDS,
    idle_timeout: 0,
    max_lifetime: null,
    keep_alive: 5,
    backoff: (attempts: number) =>
      Math.min(2 ** attempts / 50, MAX_PAUSE_SECONDS) * (0.5 + Math.random() / 2),
    connection: {
      application_name: name,
      statement_timeout: statementMs,
      lock_timeout: lockMs,
      idle_in_transaction_session_timeout: 5_000,
      tcp_keepalives_idle: 5,
      tcp_keepalives_interval: 2,
      tcp_keepalives_count: 3,
      tcp_user_timeout: 6_000,
      TimeZone: "UTC",
    },
    onnotice: (notice: postgres.Notice) => log.debug({ notice: notice.message }, "postgres notice"),
  };
}
