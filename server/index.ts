import { EventEmitter } from "node:events";
import type { Server } from "node:http";
import next from "next";
import { closePools } from "@/lib/db/client";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { startBackgroundThread } from "./background-thread";
import { DeviceCache } from "./device-cache";
import { createHttp } from "./http";
import { IdentityCache } from "./identity-cache";
import { startLive } from "./realtime/live-server";
import { onStopSignal } from "./stop-signal";
import { startWorker } from "./timers/worker";
import { waitForDatabase } from "./wait-for-database";

/** Longest that open requests and tasks may take to end, milliseconds. */
const GRACE_MS = 8_000;
/** Clients come back spread over this time, milliseconds, so that the next process is not stormed. */
const RETURN_SPREAD_MS = 10_000;

async function main(): Promise<void> {
  const settings = env();
  // next-auth reads these two from the environment and nowhere else.
  process.env.NEXTAUTH_URL ??= settings.publicUrl;
  process.env.NEXTAUTH_SECRET ??= settings.TRUCKROLL_AUTH_SECRET;
  await waitForDatabase();
  if (settings.TRUCKROLL_ROLE === "worker") {
    const worker = await startWorker();
    log.info("tasks only");
    await onStopSignal();
    await worker.stop();
    return closePools();
  }
  const background = await startBackgroundThread();
  const dev = settings.NODE_ENV === "development";
  const nextUpgrades = new EventEmitter();
  const app = next({
    dev,
    hostname: settings.HOST,
    port: settings.PORT,
    httpServer: nextUpgrades as unknown as Server,
  });
  await app.prepare();
  const identities = new IdentityCache();
  const devices = new DeviceCache();
  const live = await startLive(identities, devices);
  const server = createHttp({
    io: live.io,
    identities,
    devices,
    next: app.getRequestHandler(),
    nextUpgrades,
    dev,
  });
  await listening(server, settings.PORT, settings.HOST);
  log.info({ url: settings.publicUrl }, "listening");
  await onStopSignal();
  for (const socket of live.io.of("/").sockets.values()) {
    socket.emit("going_away", { retry_in_ms: Math.round(Math.random() * RETURN_SPREAD_MS) });
  }
  setTimeout(() => process.exit(0), GRACE_MS).unref();
  await live.stop();
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  live.io.disconnectSockets(true);
  server.closeIdleConnections();
  await closed;
  await background.stop();
  await app.close();
  await closePools();
}

function listening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve());
  });
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
