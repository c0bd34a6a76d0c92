import { BoundedMap } from "@/lib/bounded-map";
import { describeError } from "@/lib/describe-error";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { afterAnswer, type Breaker, closedBreaker, mayAsk, whileAsking } from "../circuit-breaker";
import { LEGS_PER_TABLE, type Leg, legKey, legSeconds, tableUrl } from "../route-table";
import { routeTable } from "../schema";

/** Longest wait for an answer, milliseconds: estimates of a whole company wait behind it. */
const TIMEOUT_MS = 2_000;
/** How long an answer holds, milliseconds: traffic changes, streets do not. */
const KEPT_MS = 3 * 60_000;
const MOST_KEPT = 5_000;
/** Questions within a minute, all companies together. */
const ASKED_PER_MINUTE = 60;

/**
 * A router that is asked for driving times (GEO-8), an OSRM-compatible server. It may be slow, wrong or gone: then there
 * are no times, and soon no questions either. What it holds is a cache of this process.
 */
export class Router {
  #breaker: Breaker = closedBreaker;
  readonly #kept = new BoundedMap<string, { readonly seconds: number | null; readonly until: number }>(
    MOST_KEPT,
  );
  #minute = { began: 0, asked: 0 };

  /** @param timeoutMs for one question */
  constructor(
    private readonly url: string,
    private readonly timeoutMs = TIMEOUT_MS,
  ) {}

  get state(): Breaker["state"] {
    return this.#breaker.state;
  }

  /**
   * Driving seconds of each way, null where none is known. Never throws, and waits at most the time limit for each 25 ways.
   * @param now epoch ms
   */
  async driveTimes(legs: readonly Leg[], now: number): Promise<(number | null)[]> {
    const unknown = new Map<string, Leg>();
    for (const leg of legs) {
      const kept = this.#kept.get(legKey(leg));
      if (!kept || kept.until <= now) unknown.set(legKey(leg), leg);
    }
    const open = [...unknown.values()];
    for (let first = 0; first < open.length; first += LEGS_PER_TABLE) {
      const some = open.slice(first, first + LEGS_PER_TABLE);
      if (!this.#mayAsk(now)) break;
      await this.#ask(some, now);
    }
    return legs.map((leg) => {
      const kept = this.#kept.get(legKey(leg));
      return kept && kept.until > now ? kept.seconds : null;
    });
  }

  #mayAsk(now: number): boolean {
    if (now - this.#minute.began >= 60_000) this.#minute = { began: now, asked: 0 };
    return this.#minute.asked < ASKED_PER_MINUTE && mayAsk(this.#breaker, now);
  }

  async #ask(legs: readonly Leg[], now: number): Promise<void> {
    this.#minute.asked += 1;
    this.#breaker = whileAsking(this.#breaker);
    const before = this.#breaker.state;
    const seconds = await this.#fetchTable(legs);
    this.#breaker = afterAnswer(this.#breaker, seconds !== null, now);
    if (this.#breaker.state === "open")
      log.warn("the router is left alone for a while: estimates go without it");
    else if (before === "half_open") log.info("the router answers again");
    if (seconds === null) return;
    for (const [index, leg] of legs.entries()) {
      this.#kept.set(legKey(leg), { seconds: seconds[index] ?? null, until: now + KEPT_MS });
    }
  }

  /** Null for whatever is no answer to the question. */
  async #fetchTable(legs: readonly Leg[]): Promise<(number | null)[] | null> {
    try {
      const response = await fetch(tableUrl(this.url, legs), {
        headers: { accept: "application/json" },
        redirect: "error",
        signal: AbortSignal.timeout(this.timeoutMs),
      });
      if (!response.ok) throw new Error(`the router answered ${response.status}`);
      const seconds = legSeconds(legs, routeTable.parse(await response.json()).durations);
      if (seconds === null) throw new Error("the router answered another question");
      return seconds;
    } catch (error) {
      log.debug({ reason: describeError(error) }, "the router gave no driving times");
      return null;
    }
  }
}

/** Next bundles its own copy of this module, and what the process knows of its router is said there too (readiness). */
const slot = globalThis as typeof globalThis & { [key: symbol]: Router | undefined };
const key = Symbol.for("truckroll.router");

/** The router of the installation; null when none is set. */
export function router(): Router | null {
  const { ROUTING_URL } = env();
  if (ROUTING_URL === undefined) return null;
  slot[key] ??= new Router(ROUTING_URL);
  return slot[key];
}
