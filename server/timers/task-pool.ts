import { Client, type ClientConfig, Pool } from "pg";
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
 * The connections of the task queue: its own questions are short, so that an answer is lost or there within 5 s. Its listening connection may
 * be deaf unnoticed; the queue also looks every 2 s.
 */
export function openTaskPool(url: string): Pool {
  const pool = new Pool({
    connectionString: url,
    Client: PunctualClient,
    max: 10,
    connectionTimeoutMillis: 4_000,
    query_timeout: 5_000,
    statement_timeout: 4_000,
    idle_in_transaction_session_timeout: 5_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    application_name: "truckroll tasks",
  });
  // Without a listener an idle connection that is lost ends the process.
  pool.on("error", (error) => log.warn({ error }, "a connection of the task queue was lost"));
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}
