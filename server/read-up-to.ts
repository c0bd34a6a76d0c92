import type { IncomingMessage } from "node:http";

/** A body, as much of it as may be kept. */
export interface ReadBody {
  readonly bytes: Buffer;
  /** It was longer than what is kept. */
  readonly cut: boolean;
}

/**
 * Reads a body, keeping at most `limit` bytes. What is longer is read on and thrown away, because a sender that is cut
 * off in the middle does not read the answer; past `patience` bytes it is left alone.
 * @throws the stream's error when the sender goes away before the end
 */
export function readUpTo(request: IncomingMessage, limit: number, patience: number): Promise<ReadBody> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let kept = 0;
    let total = 0;
    const finish = () => resolve({ bytes: Buffer.concat(chunks, kept), cut: total > kept });
    if (request.destroyed) {
      reject(request.errored ?? new Error("the sender went away"));
      return;
    }
    request.on("data", (chunk: Buffer) => {
      total += chunk.length;
      if (kept < limit) {
        const part = chunk.subarray(0, limit - kept);
        chunks.push(part);
        kept += part.length;
      }
      if (total > patience) {
        request.pause();
        finish();
      }
    });
    request.on("end", finish);
    request.on("error", reject);
  });
}
