import { connect, type Socket } from "node:net";

/**
 * One kept-alive HTTP connection; a POST while another is under way is answered after it. Only as much HTTP as the servers
 * measured here speak, because a real client would take more CPU from the same two cores than the server.
 */
export class HttpLane {
  private readonly pending: { resolve(): void; reject(error: Error): void }[] = [];
  private received = "";

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.setEncoding("latin1");
    socket.on("data", (text: string) => this.read(text));
    socket.on("error", (error) => this.fail(error));
    socket.on("close", () => this.fail(new Error("the server closed the connection")));
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
      this.pending.push({ resolve, reject });
      this.socket.write(
        `POST ${path} HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      );
    });
  }

  close(): void {
    this.socket.destroy();
  }

  private fail(error: Error): void {
    for (const waiting of this.pending.splice(0)) waiting.reject(error);
  }

  private read(text: string): void {
    this.received += text;
    for (let size = firstAnswer(this.received); size > 0; size = firstAnswer(this.received)) {
      const answer = this.received.slice(0, size);
      this.received = this.received.slice(size);
      const waiting = this.pending.shift();
      if (/^HTTP\/1\.1 2/.test(answer)) waiting?.resolve();
      else waiting?.reject(new Error(answer.slice(0, 1000)));
    }
  }
}

/** How long the first answer is; 0 while it has not come as a whole. */
function firstAnswer(received: string): number {
  const head = received.indexOf("\r\n\r\n");
  if (head < 0) return 0;
  const length = /\r\ncontent-length: (\d+)/i.exec(received.slice(0, head))?.[1];
  if (length === undefined) return received.endsWith("0\r\n\r\n") ? received.length : 0;
  const size = head + 4 + Number(length);
  return received.length >= size ? size : 0;
}
