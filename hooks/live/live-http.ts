import type { AnyEvent, InitialStateWire, LocationUpdateWire } from "@/lib/realtime/protocol";

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

  /** Everything after a number, and the number up to which that is everything. */
  async eventsAfter(after: number): Promise<{ events: readonly AnyEvent[]; seq: number }> {
    const events: AnyEvent[] = [];
    let from = after;
    for (;;) {
      const page = await this.#get<{ events: AnyEvent[]; latest_seq: number }>(
        `/events?after=${from}&limit=${PAGE}`,
      );
      events.push(...page.events);
      const last = page.events.at(-1)?.seq;
      if (last === undefined || last >= page.latest_seq)
        return { events, seq: Math.max(page.latest_seq, from) };
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
