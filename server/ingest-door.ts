import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError } from "@/lib/errors";
import { problemBody } from "@/lib/http/problem";
import { checkContentType, decodeBody, MAX_BODY_BYTES } from "@/lib/http/read-body";
import { bulkWork } from "@/lib/tracking/bulk-work";
import { ingestBatch, ingestFix } from "@/lib/tracking/commands/ingest";
import type { IdentityCache } from "./identity-cache";
import { securityHeaders } from "./security-headers";

/** A batch of more than 50 fixes, which is a backlog, is longer: only to read it takes as long as to store a few live ones. */
const LONG_BODY_BYTES = 16 * 1024;

const path = /^\/api\/v1\/field-service\/technicians\/([^/?]+)\/(locations?)(?:\?.*)?$/;

/** What the hot door would do with a request: the technician named and whether it is a batch; null when it is not its. */
export function matchIngest(
  method: string | undefined,
  url: string | undefined,
): [technicianId: string, batch: boolean] | null {
  if (method !== "POST") return null;
  const [, technicianId, noun] = path.exec(url ?? "") ?? [];
  return technicianId === undefined ? null : [technicianId, noun === "locations"];
}

/**
 * The hot door for fixes: the same functions as the Next route behind it, without Next's cost per request
 * (ARCHITECTURE: two doors).
 */
export async function ingestDoor(
  request: IncomingMessage,
  response: ServerResponse,
  [technicianId, isBatch]: readonly [string, boolean],
  identities: IdentityCache,
): Promise<void> {
  const receivedAt = Date.now();
  try {
    const { authorization, cookie, origin } = request.headers;
    const [identity, bytes] = await Promise.all([
      identities.identify({ authorization, cookie, origin, method: "POST" }, receivedAt),
      readBytes(request),
    ]);
    if (bytes.length > 0) {
      checkContentType(request.headers["content-type"] ?? null, request.headers["content-encoding"] ?? null);
    }
    const context = { identity, technicianId, receivedAt, source: "api" } as const;
    const elsewhere = isBatch && bytes.length > LONG_BODY_BYTES ? bulkWork() : null;
    if (elsewhere) send(response, 200, await elsewhere.ingest(bytes, context));
    else if (isBatch) {
      const results = await ingestBatch(decodeBody(bytes), context);
      send(response, 200, JSON.stringify({ results }));
    } else send(response, 201, JSON.stringify(await ingestFix(decodeBody(bytes), context)));
  } catch (error) {
    const { status, headers, body } = problemBody(error, "POST location");
    // A body that was not read to its end would be taken for the next request on this connection.
    if (!request.complete) response.setHeader("connection", "close");
    send(response, status, JSON.stringify(body), headers);
  }
}

const jsonHeaders = {
  ...securityHeaders,
  "content-type": "application/json",
  "cache-control": "no-store",
} as const;

const flat = (headers: Readonly<Record<string, string>>): string[] => Object.entries(headers).flat();

const usualHeaders = flat(jsonHeaders);

function send(
  response: ServerResponse,
  status: number,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
): void {
  const own = Object.keys(headers).length === 0 ? usualHeaders : flat({ ...jsonHeaders, ...headers });
  // One flat list goes out as it is; headers by name would be merged and checked one by one.
  response.writeHead(status, [...own, "content-length", String(Buffer.byteLength(body))]);
  response.end(body);
}

function readBytes(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let total = 0;
    request.on("data", (chunk: Buffer) => {
      total += chunk.length;
      if (total > MAX_BODY_BYTES) {
        request.pause();
        reject(new AppError("too_large", "The body is larger than 1 MiB: send less at a time."));
        return;
      }
      chunks.push(chunk);
    });
    request.on("end", () =>
      resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, total)),
    );
    request.on("error", reject);
  });
}
