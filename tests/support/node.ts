import { EventEmitter, once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { DeviceCache } from "@/server/device-cache";
import { createHttp } from "@/server/http";
import { IdentityCache } from "@/server/identity-cache";
import { type Live, startLive } from "@/server/realtime/live-server";

/** One node of the installation without Next: the ingest door and the sockets on a port of their own. */
export interface TestNode {
  readonly url: string;
  readonly port: number;
  readonly live: Live;
  readonly devices: DeviceCache;
  close(): Promise<void>;
}

async function noPages(_request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.writeHead(404).end();
}

export async function startNode(): Promise<TestNode> {
  const identities = new IdentityCache();
  const devices = new DeviceCache();
  const live = await startLive(identities, devices);
  const server = createHttp({
    io: live.io,
    identities,
    devices,
    next: noPages,
    nextUpgrades: new EventEmitter(),
    dev: false,
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    live,
    devices,
    close: async () => {
      await live.stop();
      live.io.disconnectSockets(true);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
