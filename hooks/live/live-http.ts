import type { ArrivalWire } from "@/lib/dispatch/arrival-wire";
import type { AnyEvent, InitialStateWire, LocationUpdateWire } from "@/lib/realtime/protocol";
import type { SilenceWire } from "@/lib/tracking/silence/silence-wire";

const PREFIX = "/api/v1/field-service";
const TIMEOUT_MS = 10_000;
/** The server may give fewer; reading goes on until it has no more. */
const PAGE = 500;

/** An answer that is not a success; `status` 0 when there was none. */
export class HttpFailure extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`The server answered ${status}.`);
    this.status = status;
  }
}

/** The reads a page falls back on without a socket. All throw `HttpFailure`. */
export class LiveHttp {
  readonly #base: string;
  readonly #fetch: typeof fetch;

  /** @param origin empty in a browser, where paths are enough */
  constructor(origin: string, fetcher: typeof fetch) {
    this.#base = origin + PREFIX;
    this.#fetch = fetcher;
  }

  snapshot(): Promise<InitialStateWire> {
    return this.#get("/live/snapshot");
  }

  async positions(): Promise<readonly LocationUpdateWire[]> {
    const { items } = await this.#get<{ items: LocationUpdateWire[] }>("/technicians/locations/active");
    return items;
  }

  async silences(): Promise<readonly SilenceWire[]> {
    const { items } = await this.#get<{ items: SilenceWire[] }>("/silences");
    return items;
  }

  async arrivals(): Promise<readonly ArrivalWire[]> {
    const { items } = await this.#get<{ items: ArrivalWire[] }>("/arrivals");
    return items;
  }

  /**
   * Everything after a number, or null when the log does not continue from there and only a snapshot helps. What
   * is complete is told by the events themselves: numbers have no gaps for those who may read the log, while
   * `latest_seq` may already count an event that the page was read too early for.
   */
  async eventsAfter(after: number): Promise<readonly AnyEvent[] | null> {
    const events: AnyEvent[] = [];
    let from = after;
    let goal: number | null = null;
    for (;;) {
      const page = await this.#get<{ events: AnyEvent[]; latest_seq: number }>(
        `/events?after=${from}&limit=${PAGE}`,
      );
      const first = page.events[0]?.seq ?? from + 1;
      if (first > from + 1 || page.latest_seq < from) return null;
      events.push(...page.events);
      const last = page.events.at(-1)?.seq;
      // Where the log stood at first: who commits faster than we read must not keep us reading.
      goal ??= page.latest_seq;
      if (last === undefined || last <= from || last >= goal) return events;
      from = last;
    }
  }

  async #get<T>(path: string): Promise<T> {
    let response: Response;
    try {
      response = await this.#fetch(this.#base + path, {
        headers: { accept: "application/json" },
        cache: "no-store",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch {
      throw new HttpFailure(0);
    }
    if (!response.ok) throw new HttpFailure(response.status);
    return (await response.json()) as T;
  }
}
