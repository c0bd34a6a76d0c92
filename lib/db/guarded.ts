import type { Sql, TransactionSql } from "postgres";
import { isLost } from "./outage";
import type { StallWatch, Unit } from "./stall-watch";

type Ask = (...args: readonly unknown[]) => unknown;
type Work = (client: TransactionSql) => unknown;

/** What a statement of postgres.js 3.4.9 is besides a promise. */
interface Statement extends Promise<unknown> {
  /** The connection it was given to; null before. */
  readonly state: unknown;
  /** Takes one out of the queue that has not been given to any. */
  cancel(): void;
  reject(error: Error): void;
}

/**
 * The same pool with every statement and transaction under watch, and with a transaction that ends when its connection
 * does. postgres.js would write the rollback, and whatever the work still asks, to the lost connection: that takes the
 * process down (porsager/postgres#1154), or runs them inside somebody else's transaction once the connection is back
 * (#1216). Statements start when they are made, so that pieces of a statement cannot be made with it.
 */
export function guarded(sql: Sql, watch: StallWatch, onError: (error: unknown) => void): Sql {
  const single = (query: unknown) => {
    if (!(query instanceof Promise)) return query;
    const statement = query as Statement;
    const unit = watch.open((error, begun) => {
      if (statement.state === null) statement.cancel();
      else if (begun) statement.reject(error);
    });
    query.then(
      () => {
        watch.answered(unit);
        watch.close(unit);
      },
      (error: unknown) => {
        watch.close(unit);
        onError(error);
      },
    );
    return query;
  };
  const begin = async (...args: readonly unknown[]) => {
    const work = args.at(-1) as Work;
    let dismiss: ((error: Error) => void) | undefined;
    const dismissed = new Promise<never>((_, reject) => {
      dismiss = reject;
    });
    const unit = watch.open((error, begun) => {
      if (begun || unit.phase === "waiting") dismiss?.(error);
    });
    const within = (client: TransactionSql) => {
      if (unit.lost) throw new Error("nobody waits for this transaction any more");
      unit.phase = "working";
      watch.answered(unit);
      const asked = asking(client, (query) => inUnit(query, unit, watch));
      return outcome(unit, () => work(Object.assign(asked, { savepoint })));
    };
    try {
      return await Promise.race([(sql.begin as Ask)(...args.slice(0, -1), within), dismissed]);
    } catch (error) {
      onError(error);
      throw error;
    } finally {
      unit.lost = true;
      watch.close(unit);
    }
  };
  return Object.assign(asking(sql, single), { begin }) as Sql;
}

function savepoint(): never {
  throw new Error("Savepoints are not guarded against a lost connection: use one transaction.");
}

function asking<Client extends Sql | TransactionSql>(
  client: Client,
  ask: (query: unknown) => unknown,
): Client {
  const tagged = client as unknown as Ask;
  const unsafe = client.unsafe as Ask;
  return Object.assign((...args: readonly unknown[]) => ask(tagged(...args)), client, {
    unsafe: (...args: readonly unknown[]) => ask(unsafe(...args)),
  }) as unknown as Client;
}

function inUnit(query: unknown, unit: Unit, watch: StallWatch): unknown {
  if (!(query instanceof Promise)) return query;
  if (unit.lost || unit.phase === "finishing")
    throw Object.assign(new Error("the transaction is over"), { code: "CONNECTION_CLOSED" });
  unit.unanswered += 1;
  const settled = () => {
    unit.unanswered -= 1;
    watch.answered(unit);
  };
  query.then(settled, (error: unknown) => {
    if (isLost(error)) unit.lost = true;
    else settled();
  });
  return query;
}

/** What the work comes to; nothing ever when its connection is gone, because postgres.js answers that with a rollback. */
async function outcome(unit: Unit, work: () => unknown): Promise<unknown> {
  try {
    return await work();
  } finally {
    unit.phase = "finishing";
    if (unit.lost) await new Promise<never>(() => {});
  }
}
