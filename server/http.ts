import type { EventEmitter } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { AppError } from "@/lib/errors";
import { namePeer } from "@/lib/http/client-address";
import { problemBody } from "@/lib/http/problem";
import { endBrokenRequest } from "./broken-request";
import type { DeviceCache } from "./device-cache";
import type { IdentityCache } from "./identity-cache";
import { ingestDoor, matchIngest } from "./ingest-door";
import { mayKnock } from "./realtime/handshake";
import type { LiveServer } from "./realtime/socket-types";
import { securityHeaders } from "./security-headers";
import { matchTracker } from "./tracker-address";
import { trackerDoor } from "./tracker-door";

export interface Doors {
  readonly io: LiveServer;
  readonly identities: IdentityCache;
  readonly devices: DeviceCache;
  readonly next: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Where Next hooks its own upgrade listener (hot reload in development), kept away from ours. */
  readonly nextUpgrades: EventEmitter;
  readonly dev: boolean;
}

/** Longest a request may take to arrive whole, milliseconds: a phone in a lift, not a slow loris. */
const REQUEST_TIMEOUT_MS = 60_000;

const isSocketPath = (url: string) => url.startsWith("/socket.io/");

/** One port for everything: the hot doors of ingest, the sockets, and Next for the rest. */
export function createHttp(doors: Doors): Server {
  const server = createServer({
    requestTimeout: REQUEST_TIMEOUT_MS,
    headersTimeout: 20_000,
    keepAliveTimeout: 65_000,
  });
  doors.io.attach(server);
  server.removeAllListeners("request");
  server.removeAllListeners("upgrade");
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    namePeer(request);
    const ingest = matchIngest(request.method, request.url);
    if (ingest) {
      void ingestDoor(request, response, ingest, doors.identities);
      return;
    }
    const tracker = matchTracker(request.url);
    if (tracker) {
      void trackerDoor(request, response, tracker, doors.devices);
      return;
    }
    secure(response);
    if (isSocketPath(request.url ?? "")) socketRequest(doors.io, request, response);
    else doors.next(request, response).catch((error: unknown) => fail(response, error));
  });
  server.on("clientError", endBrokenRequest);
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Node hands the socket over without a listener; a sender who resets it must not end the process.
    socket.on("error", () => socket.destroy());
    const url = request.url ?? "";
    if (isSocketPath(url) && mayKnock(request)) {
      doors.io.engine.handleUpgrade(
        request as Parameters<typeof doors.io.engine.handleUpgrade>[0],
        socket as never,
        head,
      );
    } else if (doors.dev && url.startsWith("/_next/") && doors.nextUpgrades.listenerCount("upgrade") > 0) {
      doors.nextUpgrades.emit("upgrade", request, socket, head);
    } else {
      socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n");
    }
  });
  return server;
}

function socketRequest(io: LiveServer, request: IncomingMessage, response: ServerResponse): void {
  if (mayKnock(request)) {
    io.engine.handleRequest(request as Parameters<typeof io.engine.handleRequest>[0], response);
    return;
  }
  fail(response, new AppError("forbidden", "Sockets are for pages of this installation and for API tokens."));
}

function secure(response: ServerResponse): void {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
}

function fail(response: ServerResponse, error: unknown): void {
  const { status, headers, body } = problemBody(error, "http");
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, headers);
  response.end(JSON.stringify(body));
}
