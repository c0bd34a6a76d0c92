import type { Server, Socket } from "socket.io";
import type { Identity } from "@/lib/auth/types";
import type { ClientToServer, ServerToClient } from "@/lib/realtime/protocol";

export interface SocketData {
  identity: Identity;
  format: "plain" | "compact";
  /** The whole tenant, the technician he is, or nothing: a token that may only push fixes. */
  sees: "all" | "own" | "none";
  /** Does not read as fast as we write: gets no frames until it has caught up, then a full set. */
  slow: boolean;
}

type NoEvents = Record<string, never>;
export type LiveServer = Server<ClientToServer, ServerToClient, NoEvents, SocketData>;
export type LiveSocket = Socket<ClientToServer, ServerToClient, NoEvents, SocketData>;
