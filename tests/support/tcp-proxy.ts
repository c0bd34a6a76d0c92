import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

interface Pair {
  readonly near: Socket;
  readonly far: Socket;
  /** Bytes were swallowed: nothing sensible can follow, so nothing does. */
  broken: boolean;
}

/** Stands between a client and a server and breaks what is between them. */
export class TcpProxy {
  private readonly pairs = new Set<Pair>();
  private swallowing: "nothing" | "answers" | "everything" = "nothing";
  private delayMs = 0;

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {}

  /** @param url of the server behind it */
  static async before(url: string): Promise<TcpProxy> {
    const server = createServer();
    const proxy = new TcpProxy(server, new URL(url));
    server.on("connection", (near) => proxy.join(near));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return proxy;
  }

  /** The same address by way of the proxy. */
  get url(): string {
    const url = new URL(this.target);
    url.hostname = "127.0.0.1";
    url.port = String((this.server.address() as AddressInfo).port);
    return url.toString();
  }

  /** From now on every byte and every goodbye is swallowed, both ways, and connections stay open. */
  freeze(): void {
    this.swallowing = "everything";
  }

  /** From now on the server hears the client and is not heard. */
  mute(): void {
    this.swallowing = "answers";
  }

  /** New connections work again, and those of which nothing was swallowed; the others stay half open for good. */
  thaw(): void {
    this.swallowing = "nothing";
  }

  /** Every byte takes this long from now on, milliseconds. */
  delay(milliseconds: number): void {
    this.delayMs = milliseconds;
  }

  /** Hangs up on everybody, rudely; new connections work. */
  cut(): void {
    for (const { near, far } of this.pairs) {
      near.resetAndDestroy();
      far.destroy();
    }
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(near: Socket): void {
    const far = connect(Number(this.target.port), this.target.hostname);
    const pair = { near, far, broken: false };
    this.pairs.add(pair);
    this.carry(pair, near, far, () => this.swallowing === "everything");
    this.carry(pair, far, near, () => this.swallowing !== "nothing");
  }

  private carry(pair: Pair, from: Socket, to: Socket, swallowed: () => boolean): void {
    const lost = () => {
      if (swallowed()) pair.broken = true;
      return swallowed() || (pair.broken && this.swallowing !== "answers");
    };
    from.setNoDelay();
    from.on("data", (bytes) => {
      if (lost()) return;
      if (this.delayMs === 0) to.write(bytes);
      else setTimeout(() => to.write(bytes), this.delayMs);
    });
    // What comes of an end arrives as `close`.
    from.on("error", () => {});
    from.on("close", () => {
      if (lost()) return;
      this.pairs.delete(pair);
      to.destroy();
    });
  }
}
