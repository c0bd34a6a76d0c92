import { connect, type Socket } from "node:net";

/**
 * One kept-alive HTTP connection with one POST under way. Only as much HTTP as the servers measured here speak, because
 * a real client would take more CPU from the same two cores than the server.
 */
export class HttpLane {
  private pending: { resolve(): void; reject(error: Error): void } | null = null;
  private received = "";

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.setEncoding("latin1");
    socket.on("data", (text: string) => this.read(text));
    socket.on("error", (error) => this.pending?.reject(error));
    socket.on("close", () => this.pending?.reject(new Error("the server closed the connection")));
  }

  static open(port: number): Promise<HttpLane> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, "127.0.0.1", () => resolve(new HttpLane(socket)));
      socket.once("error", reject);
    });
  }

  /** @throws Error when the answer is not 2xx */
  post(path: string, body: string, token: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.pending = { resolve, reject };
      this.socket.write(
        `POST ${path} HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      );
    });
  }

  close(): void {
    this.socket.destroy();
  }

  private read(text: string): void {
    this.received += text;
    const head = this.received.indexOf("\r\n\r\n");
    if (head < 0 || !isWhole(this.received, head)) return;
    const answer = this.received;
    this.received = "";
    const waiting = this.pending;
    this.pending = null;
    if (/^HTTP\/1\.1 2/.test(answer)) waiting?.resolve();
    else waiting?.reject(new Error(answer.slice(0, 1000)));
  }
}

function isWhole(answer: string, head: number): boolean {
  const length = /\r\ncontent-length: (\d+)/i.exec(answer)?.[1];
  return length === undefined ? answer.endsWith("0\r\n\r\n") : answer.length >= head + 4 + Number(length);
}
