import { Client, type ClientConfig, Pool } from "pg";
import { PROMPT } from "@/lib/db/connect";
import { log } from "@/lib/log";

type Ask = (...args: readonly unknown[]) => unknown;

/** A client that leaves when an answer is overdue; `pg` itself would ask the next question on the same dead connection. */
class PunctualClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    const ask = this.query.bind(this) as Ask;
    const query: Ask = (...args) => {
      const answer = ask(...args);
      if (answer instanceof Promise) answer.catch((error: unknown) => this.leaveWhenLate(error));
      return answer;
    };
    Object.assign(this, { query });
  }

  private leaveWhenLate(error: unknown): void {
    const late = error instanceof Error && error.message === "Query read timeout";
    if (late) void this.end();
  }
}

/**
 * The connections of the task queue, with the limits that the app's own have (lib/db/connect.ts). Its listening connection may
 * be deaf unnoticed; the queue also looks every 2 s.
 */
export function openTaskPool(url: string): Pool {
  const pool = new Pool({
    connectionString: url,
    Client: PunctualClient,
    max: 10,
    connectionTimeoutMillis: PROMPT.statementMs,
    query_timeout: PROMPT.patienceMs,
    statement_timeout: PROMPT.statementMs,
    idle_in_transaction_session_timeout: PROMPT.patienceMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    application_name: "truckroll tasks",
  });
  // Without a listener an idle connection that is lost ends the process.
  pool.on("error", (error) => log.warn({ error }, "a connection of the task queue was lost"));
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}
