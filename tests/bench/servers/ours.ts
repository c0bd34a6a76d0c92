import { EventEmitter, once } from "node:events";
import type { AddressInfo } from "node:net";
import { closePools } from "@/lib/db/client";
import { startBackgroundThread } from "@/server/background-thread";
import { DeviceCache } from "@/server/device-cache";
import { createHttp } from "@/server/http";
import { IdentityCache } from "@/server/identity-cache";
import { startLive } from "@/server/realtime/live-server";
import { serveParent } from "../in-child";

/** The whole server except the pages: doors, sockets, relay, background tasks. */
const background = await startBackgroundThread();
const identities = new IdentityCache();
const devices = new DeviceCache();
const live = await startLive(identities, devices);
const server = createHttp({
  io: live.io,
  identities,
  devices,
  next: async (_, response) => {
    response.writeHead(404).end();
  },
  nextUpgrades: new EventEmitter(),
  dev: false,
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
serveParent({ port: (server.address() as AddressInfo).port }, undefined, async () => {
  await live.stop();
  await background.stop();
  await closePools();
});
