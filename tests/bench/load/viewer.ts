import { io, type Socket } from "socket.io-client";
import type { ClientToServer, CompactPosition, ServerToClient } from "@/lib/realtime/protocol";

export interface Viewer {
  readonly received: { frames: number; updates: number; bytes: number };
  close(): void;
}

export interface ViewerOptions {
  readonly port: number;
  readonly token: string;
  readonly format: "plain" | "compact";
  /** Called for every frame of compact positions. */
  readonly onPositions?: (rows: readonly CompactPosition[]) => void;
}

/** A console over a real Socket.IO client; resolves when it has been given everything it missed. */
export function openViewer({ port, token, format, onPositions }: ViewerOptions): Promise<Viewer> {
  const received = { frames: 0, updates: 0, bytes: 0 };
  const socket: Socket<ServerToClient, ClientToServer> = io(`http://127.0.0.1:${port}`, {
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
    auth: { format },
    extraHeaders: { authorization: `Bearer ${token}` },
  });
  const viewer = { received, close: () => void socket.disconnect() };
  return new Promise((resolve, reject) => {
    socket.on("connect_error", reject);
    const settled = () => resolve(viewer);
    const count = (updates: number) => {
      received.frames += 1;
      received.updates += updates;
    };
    socket.on("connect", () => {
      // The text of every frame as it came over the wire, less the 2 to 4 bytes of the WebSocket header.
      socket.io.engine.on("packet", ({ data }) => {
        received.bytes += 1 + (typeof data === "string" ? Buffer.byteLength(data) : 0);
      });
    });
    socket.on("positions", (rows) => {
      settled();
      count(rows.length);
      onPositions?.(rows);
    });
    socket.on("location_update", (update) => {
      settled();
      count(Array.isArray(update) ? update.length : 1);
    });
  });
}
