import { Socket } from "node:net";

/** What postgres.js hands to its `socket` option. */
interface Target {
  readonly host: readonly string[];
  readonly port: readonly number[];
  /** Path of a Unix socket; false when there is none. */
  readonly path: string | false;
}

/** The sockets of one pool, which postgres.js keeps to itself: a connection that hangs can only be ended here. */
export class Wires {
  private readonly sockets = new Set<Socket>();
  private attempts = 0;
  private refusing = false;

  /**
   * The `socket` option of postgres.js, which upgrades to TLS by itself and expects a socket that is still connecting.
   * @throws Error with code CONNECTION_ENDED after `refuse`
   */
  readonly open = ({ host, port, path }: Target): Socket => {
    if (this.refusing) throw Object.assign(new Error("the pool has ended"), { code: "CONNECTION_ENDED" });
    const place = this.attempts % port.length;
    this.attempts += 1;
    const socket = new Socket();
    this.sockets.add(socket);
    // A proxy without a database behind it accepts and hangs up; postgres.js would try that again for ever, without a pause.
    socket.once("end", () => {
      if (socket.bytesRead > 0) return;
      socket.destroy(Object.assign(new Error("hung up before a word was said"), { code: "ECONNRESET" }));
    });
    if (path) return socket.connect(path);
    const [where, number] = [host[place] ?? "localhost", port[place] ?? 5432];
    // postgres.js names them in its errors and checks certificates against the first.
    return Object.assign(socket, { host: where, port: number }).connect(number, where);
  };

  /** Whether a connection that had been heard of is gone since this was asked last. */
  haveLost(): boolean {
    let lost = false;
    for (const socket of this.sockets) {
      if (!socket.destroyed) continue;
      this.sockets.delete(socket);
      lost ||= socket.bytesRead > 0;
    }
    return lost;
  }

  /** Ends every connection at once, without a word to the other side. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  /** Opens none any more. */
  refuse(): void {
    this.refusing = true;
  }
}
