import { EventEmitter } from "node:events";
import { env } from "@/lib/env";
import { startBackgroundThread } from "@/server/background-thread";
import { DeviceCache } from "@/server/device-cache";
import { createHttp } from "@/server/http";
import { IdentityCache } from "@/server/identity-cache";
import { startLive } from "@/server/realtime/live-server";
import { waitForDatabase } from "@/server/wait-for-database";

/** What server/index.ts starts, without Next and its build: a process of its own that fault tests can kill. */
const { PORT, HOST } = env();
await waitForDatabase();
await startBackgroundThread();
const identities = new IdentityCache();
const devices = new DeviceCache();
const live = await startLive(identities, devices);
const server = createHttp({
  io: live.io,
  identities,
  devices,
  next: async (_request, response) => void response.writeHead(404).end(),
  nextUpgrades: new EventEmitter(),
  dev: false,
});
server.listen(PORT, HOST, () => process.stdout.write("listening\n"));
