import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type RouterMood = "fine" | "slow" | "failing" | "garbage" | "hangs_up" | "no_road";

/** A server that answers `/table` as OSRM does, so many seconds for every way, or misbehaves as told. */
export class StandInRouter {
  mood: RouterMood = "fine";
  seconds = 420;
  readonly asked: string[] = [];
  readonly #http = createServer((request, response) => this.#answer(request, response));

  async start(): Promise<string> {
    await new Promise<void>((done) => this.#http.listen(0, "127.0.0.1", done));
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  stop(): Promise<unknown> {
    this.#http.closeAllConnections();
    return new Promise((done) => this.#http.close(done));
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    this.asked.push(request.url ?? "");
    if (this.mood === "slow") return;
    if (this.mood === "hangs_up") {
      response.writeHead(200, { "content-type": "application/json", "content-length": "500" });
      response.write('{"code":"Ok"');
      response.destroy();
      return;
    }
    if (this.mood === "failing") response.writeHead(500).end("out of memory");
    else if (this.mood === "garbage") response.writeHead(200).end('{"code":"Ok","durations":[["soon"]]}');
    else this.#answerTable(new URL(request.url ?? "/", "http://router"), response);
  }

  #answerTable(url: URL, response: ServerResponse): void {
    const count = url.searchParams.get("sources")?.split(";").length ?? 0;
    const cell = this.mood === "no_road" ? null : this.seconds;
    const durations = Array.from({ length: count }, () => Array.from({ length: count }, () => cell));
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ code: "Ok", durations, sources: [], destinations: [] }));
  }
}
