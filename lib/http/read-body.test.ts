import { describe, expect, it } from "vitest";
import { readBody } from "./read-body";

describe("a body", () => {
  it("that breaks off is the caller's doing, not an outage of ours", async () => {
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"fixes": ['));
        controller.error(Object.assign(new Error("aborted"), { code: "ECONNRESET" }));
      },
    });
    const init: RequestInit & { duplex: "half" } = { method: "POST", body: stream, duplex: "half" };
    await expect(readBody(new Request("http://127.0.0.1/", init))).rejects.toMatchObject({
      code: "malformed",
    });
  });
});
