import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { endBrokenRequest } from "./broken-request";

const answerTo = (code: string): string => {
  const socket = new PassThrough();
  endBrokenRequest(Object.assign(new Error("broken"), { code }), socket);
  return String(socket.read() ?? "");
};

describe("a request that never became whole", () => {
  it("is told to come again when it was too slow, and never with a 4xx", () => {
    expect(answerTo("ERR_HTTP_REQUEST_TIMEOUT")).toMatch(/^HTTP\/1\.1 503 .*\r\nRetry-After: \d+\r\n/);
  });

  it("is refused when it cannot be read", () => {
    expect(answerTo("HPE_INVALID_METHOD")).toMatch(/^HTTP\/1\.1 400 /);
    expect(answerTo("HPE_HEADER_OVERFLOW")).toMatch(/^HTTP\/1\.1 431 /);
  });

  it("gets no answer when its sender has gone", () => {
    const socket = new PassThrough();
    socket.on("error", () => {});
    endBrokenRequest(Object.assign(new Error("gone"), { code: "ECONNRESET" }), socket);
    expect([socket.destroyed, socket.read()]).toEqual([true, null]);
  });
});
