import postgres from "postgres";
import { log } from "@/lib/log";
import { connectionOptions, PROMPT } from "./connect";
import { Wires } from "./wires";

/** How often everybody who listens is told something, milliseconds; so many times in vain and the connection is deaf. */
const BEAT_MS = 3_000;
const BEATS_IN_VAIN = 2;
const BEAT_CHANNEL = "truckroll_beat";

/**
 * The connection that hears notifications. It waits without asking, so that a network that swallows packets would leave
 * it deaf unnoticed: one notification after the other is sent on another connection, and when none is heard this one ends.
 * postgres.js opens the next one and listens again.
 */
export class Ears {
  private readonly wires = new Wires();
  private readonly sql: postgres.Sql;
  private readonly beating = setInterval(() => void this.beat(), BEAT_MS);
  private inVain: number | null = null;

  /** @param notify sends an empty notification on a channel, on another connection */
  constructor(
    url: string,
    private readonly notify: (channel: string) => Promise<unknown>,
  ) {
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
    try {
      if (this.inVain === null) {
        // Once is enough, even when it fails: postgres.js listens again whenever it connects.
        this.inVain = 0;
        await this.sql.listen(BEAT_CHANNEL, () => {
          this.inVain = 0;
        });
      }
      if (this.inVain >= BEATS_IN_VAIN) {
        this.inVain = 0;
        this.wires.cut();
      }
      this.wires.haveLost();
      this.inVain += 1;
      await this.notify(BEAT_CHANNEL);
    } catch (error) {
      log.debug({ error }, "notifications are not heard for now");
    }
  }
}
