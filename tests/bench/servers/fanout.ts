import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { closePools } from "@/lib/db/client";
import type { MovedPosition } from "@/lib/realtime/hint";
import { connectSocket } from "@/server/realtime/connect-socket";
import { authenticate } from "@/server/realtime/handshake";
import { Relay } from "@/server/realtime/relay";
import { Seats } from "@/server/realtime/seats";
import type { LiveServer } from "@/server/realtime/socket-types";
import { placeAt, TENANTS, technicianId, tenantId, tenantOf } from "../fleet";
import { serveParent } from "../in-child";

export interface FanoutRequest {
  /** `ticked` hands the updates of a tick to the relay; `naive` emits one message per fix to the tenant's room. */
  readonly way: "ticked" | "naive";
  readonly tenants: number;
  readonly updatesPerTick: number;
  readonly tickMs: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
}

/** The relay with real sockets, fed by a clock instead of by the database, so that only sending is measured. */
const http = createServer();
const io: LiveServer = new Server(http, { serveClient: false, perMessageDeflate: false });
const relay = new Relay(io);
const seats = new Seats();
io.use((socket, next) => void authenticate(socket, seats, next));
io.on("connection", async (socket) => {
  await socket.join(naiveRoom(socket.data.identity.tenantId));
  await connectSocket(socket, relay);
});
http.listen(0, "127.0.0.1");
await once(http, "listening");

function naiveRoom(tenant: string): string {
  return `naive:${tenant}`;
}

function moved(technician: number, at: number): MovedPosition {
  const { lat, lng } = placeAt(technician, at);
  return [technician + 1, lat, lng, at, 8, 9.8, technician % 360, 80];
}

function tick({ way, tenants, updatesPerTick, tickMs }: FanoutRequest): void {
  const now = Date.now();
  for (let tenant = 0; tenant < tenants; tenant += 1) {
    const technicians = Array.from({ length: updatesPerTick }, (_, index) => tenant + TENANTS * index);
    if (way === "ticked") {
      const positions = technicians.map((technician) => moved(technician, now));
      relay.hear({ tenantId: tenantId(tenant), seq: 0, positions });
      continue;
    }
    // Fixes come one by one, so their messages leave one by one, spread over the time of a tick.
    for (const [index, technician] of technicians.entries()) {
      setTimeout(() => emitOne(technician), (index * tickMs) / updatesPerTick);
    }
  }
}

function emitOne(technician: number): void {
  const [, latitude, longitude, at, accuracy, speed, heading, battery] = moved(technician, Date.now());
  io.to(naiveRoom(tenantId(tenantOf(technician)))).emit("location_update", {
    technician_id: technicianId(technician),
    technician_name: `Technician ${technician + 1}`,
    latitude,
    longitude,
    accuracy,
    speed,
    heading,
    battery,
    last_update: new Date(at).toISOString(),
    status: "available",
  });
}

const address = http.address() as AddressInfo;
serveParent(
  { port: address.port },
  async (request: FanoutRequest, progress) => {
    const clock = setInterval(() => tick(request), request.tickMs);
    await new Promise((done) => setTimeout(done, request.warmUpMs));
    progress("measuring");
    await new Promise((done) => setTimeout(done, request.measureMs));
    clearInterval(clock);
    return {};
  },
  async () => {
    relay.stop();
    await io.close();
    await closePools();
  },
);
