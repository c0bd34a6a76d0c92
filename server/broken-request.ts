import type { Duplex } from "node:stream";

/**
 * Ends a connection whose request never became whole, as Node would itself but for one case: too slow is answered 503 and
 * not 408, which tracker apps would take for a refusal of what they have sent (LOC-5).
 */
export function endBrokenRequest(error: Error & { readonly code?: string }, socket: Duplex): void {
  if (!socket.writable || error.code === "ECONNRESET") {
    socket.destroy(error);
    return;
  }
  socket.end(`HTTP/1.1 ${statusLine(error.code)}\r\nConnection: close\r\n\r\n`);
}

function statusLine(code: string | undefined): string {
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return "503 Service Unavailable\r\nRetry-After: 5";
  return code === "HPE_HEADER_OVERFLOW" ? "431 Request Header Fields Too Large" : "400 Bad Request";
}
