import postgres from "postgres";
import { log } from "@/lib/log";
import { connectionOptions, PROMPT } from "./connect";
import { Wires } from "./wires";

/** How often the listening connection is asked whether it still hears, milliseconds. */
const BEAT_MS = 5_000;

/**
 * The connection that hears notifications. It waits without asking, so that a network that swallows packets would leave
 * it deaf unnoticed: it asks for an answer regularly, and what does not come in time ends the connection. postgres.js opens the
 * next one and listens again.
 */
export class Ears {
  private readonly wires = new Wires();
  private readonly sql: postgres.Sql;
  private readonly beating = setInterval(() => void this.beat(), BEAT_MS);
  private beats = 0;

  constructor(url: string) {
    this.sql = postgres(url, { ...connectionOptions(this.wires, PROMPT), max: 1 });
    this.beating.unref();
  }

  /** @param onReady runs after each (re)connect: what was said in between was not heard */
  async listen(
    channel: string,
    onMessage: (message: string) => void,
    onReady: () => void,
  ): Promise<() => Promise<void>> {
    const subscription = await this.sql.listen(channel, onMessage, onReady);
    return () => subscription.unlisten();
  }

  async end(): Promise<void> {
    clearInterval(this.beating);
    await this.sql.end({ timeout: 5 });
  }

  private async beat(): Promise<void> {
    // Listening to one more channel is the only question that postgres.js asks on this connection.
    this.beats += 1;
    const overdue = setTimeout(() => this.wires.cut(), BEAT_MS);
    overdue.unref();
    try {
      const subscription = await this.sql.listen(`truckroll_beat_${this.beats}`, () => {});
      await subscription.unlisten();
    } catch (error) {
      log.debug({ error }, "notifications are not heard; the connection is opened again");
    } finally {
      clearTimeout(overdue);
    }
  }
}
