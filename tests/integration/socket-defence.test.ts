import { once } from "node:events";
import { connect, type Socket as RawSocket } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import WebSocket from "ws";
import { revokeApiToken } from "@/lib/auth/api-tokens";
import { revokeSession } from "@/lib/auth/sessions";
import { inTenant } from "@/lib/db/transaction";
import type { TechnicianWire } from "@/lib/realtime/protocol";
import { IdentityCache } from "@/server/identity-cache";
import { SEATS_PER_PERSON } from "@/server/realtime/seats";
import { freshDatabase, TEST_ORIGIN } from "../support/database";
import {
  makeJob,
  makeTechnician,
  makeTenant,
  makeToken,
  makeUser,
  type TestTenant,
  type TestUser,
} from "../support/fixtures";
import { logOf } from "../support/ledger";
import { startNode, type TestNode } from "../support/node";
import { until } from "../support/until";
import { Viewer, type ViewerOptions } from "../support/viewer";

const database = freshDatabase();
let node: TestNode;
let tenant: TestTenant;
let dispatcher: TestUser;
let ada: TechnicianWire;
const viewers: Viewer[] = [];

beforeAll(async () => {
  node = await startNode();
});

afterAll(() => node.close());

beforeEach(async () => {
  tenant = await makeTenant();
  dispatcher = await makeUser(tenant, "dispatcher");
  ada = await makeTechnician(tenant);
});

afterEach(() => {
  for (const viewer of viewers.splice(0)) viewer.close();
});

function open(options: ViewerOptions = { cookie: dispatcher.cookie }): Viewer {
  const viewer = new Viewer(node.url, options);
  viewers.push(viewer);
  return viewer;
}

const sockets = () => node.live.io.of("/").sockets.size;

describe("who may knock", () => {
  const strangers: [string, (cookie: string) => ViewerOptions][] = [
    ["nobody, from our page", () => ({})],
    ["a cookie without an Origin", (cookie) => ({ cookie, origin: null })],
    ["a cookie from a foreign page", (cookie) => ({ cookie, origin: "http://evil.test" })],
    [
      "a cookie from a page whose name begins like ours",
      (cookie) => ({ cookie, origin: `${TEST_ORIGIN}.evil.test` }),
    ],
    ["a cookie from a sandboxed frame", (cookie) => ({ cookie, origin: "null" })],
    ["a cookie from our host by another port", (cookie) => ({ cookie, origin: "http://127.0.0.1:3998" })],
    ["a false token", () => ({ token: "trk_nonsense", origin: null })],
    ["a cookie of another making", () => ({ cookie: "next-auth.session-token=abc" })],
  ];
  for (const transport of ["websocket", "polling"] as const) {
    it.each(strangers)(`refuses by ${transport}: %s`, async (_who, options) => {
      const viewer = open({ ...options(dispatcher.cookie), transports: [transport] });
      await until("a refusal", () => viewer.refusal);
      expect([viewer.connected, viewer.snapshot, sockets()]).toEqual([null, null, 0]);
    });
  }

  it("refuses an empty Authorization header with a cookie and no Origin, on polling and upgrade", async () => {
    const headers = { cookie: dispatcher.cookie, authorization: "" };
    const polled = await fetch(`${node.url}/socket.io/?EIO=4&transport=polling`, { headers });
    expect(polled.status).toBe(403);
    const socket = new WebSocket(`${node.url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`, {
      headers,
    });
    const [error] = await once(socket, "error");
    expect(String(error)).toContain("403");
  });

  it("lives on when a refused upgrade is cut off by its sender", async () => {
    for (let i = 0; i < 20; i += 1) {
      const raw = connect(node.port, "127.0.0.1");
      await once(raw, "connect");
      raw.write("GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
      raw.resetAndDestroy();
    }
    await (await open().ready()).ask("events:since", { after: 0 });
  });
});

describe("a credential that ends", () => {
  it("cuts the open socket of a session within two seconds, and says why", async () => {
    const viewer = await open().ready();
    const bystander = await open({ cookie: (await makeUser(tenant, "dispatcher")).cookie }).ready();
    await revokeSession(tenant.id, dispatcher.identity.credentialId, new Date());
    await until("cut", () => viewer.gone, 2000);
    expect(viewer.signedOut).toEqual(["revoked"]);
    expect(bystander.gone).toBeNull();
    const again = open();
    await until("refused", () => again.refusal === "unauthenticated");
  });

  it("cuts the socket of a revoked token, and the ingest door forgets it", async () => {
    const token = await makeToken(tenant, ["*"]);
    const viewer = await open({ token, origin: null }).ready();
    const post = () =>
      fetch(`${node.url}/api/v1/field-service/technicians/${ada.id}/location`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify({ latitude: 1, longitude: 1 }),
      });
    expect((await post()).status).toBe(201);
    const [row] = await database.owner<
      { id: string }[]
    >`select id from api_tokens where tenant_id = ${tenant.id}`;
    await revokeApiToken(tenant.id, row?.id ?? "", new Date());
    await until("cut", () => viewer.gone, 2000);
    expect((await post()).status).toBe(401);
  });

  it("is not remembered by a look-up that was under way when it ended", async () => {
    const cache = new IdentityCache();
    const credentials = { cookie: dispatcher.cookie, method: "GET" };
    const looking = cache.identify(credentials, Date.now());
    cache.forget(dispatcher.identity.credentialId);
    await looking;
    await database.owner`update sessions set revoked_at = now() where tenant_id = ${tenant.id}`;
    await expect(cache.identify(credentials, Date.now())).rejects.toMatchObject({ code: "unauthenticated" });
  });
});

describe("what a socket may send", () => {
  it("past its rate is refused with the seconds to wait, and the socket lives on", async () => {
    const viewer = await open().ready();
    const answers = await Promise.all(
      Array.from({ length: 80 }, () =>
        viewer.ask<{ ok: boolean; error?: { code: string; retry_after_seconds: number } }>("events:since", {
          after: 0,
        }),
      ),
    );
    const refused = answers.filter((answer) => !answer.ok);
    expect(refused.length).toBe(20);
    expect(refused[0]?.error).toMatchObject({
      code: "too_many_requests",
      retry_after_seconds: expect.any(Number),
    });
    expect(viewer.gone).toBeNull();
  });

  it("may be nonsense: every message is answered or ignored, and the others go on", async () => {
    const bystander = await open().ready();
    const viewer = await open({ token: await makeToken(tenant, ["*"]), origin: null }).ready();
    const nonsense: unknown[] = [
      null,
      1,
      "x",
      [],
      {},
      { after: "1" },
      { after: 1e308 },
      { after: Number.NaN },
      { fixes: 1 },
      { fixes: [] },
      { fixes: [null, { latitude: {} }] },
      { technician_id: {}, fixes: [{}] },
      { technician_id: "x", fixes: [{}] },
      { technician_id: ada.id, fixes: [{ latitude: 1, longitude: 1, id: "a\0", activity: "\ud800" }] },
      JSON.parse('{"__proto__":{"x":1},"fixes":[{"__proto__":null}]}'),
    ];
    for (const request of nonsense) {
      expect(await viewer.ask("events:since", request)).toHaveProperty("ok");
      expect(await viewer.ask("location:push", request)).toHaveProperty("ok");
      viewer.socket.emit("location:push", request);
      viewer.socket.emit("nothing:known", request);
    }
    await bystander.ask("events:since", { after: 0 });
    const [count] = await database.owner`select count(*)::int as n from fixes where tenant_id = ${tenant.id}`;
    expect(count?.n).toBe(0);
  });

  it("may be broken frames, bombs and false handshakes: only the sender is cut", async () => {
    const bystander = await open().ready();
    const address = `${node.url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`;
    const headers = { cookie: dispatcher.cookie, origin: TEST_ORIGIN };
    const deep = `42["location:push",${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}]`;
    for (const frame of [
      "",
      "9",
      "4",
      "40",
      "40{",
      '40{"format":"rot13"}',
      '40{"last_seq":-1}',
      "40/other,",
      "42[",
      '42["ping"',
      "451-",
      '451-["x",{"_placeholder":true,"num":7}]',
      deep,
      `4${"x".repeat(600_000)}`,
      Buffer.alloc(1000),
    ]) {
      const socket = new WebSocket(address, { headers });
      await once(socket, "open");
      socket.send(frame === "" || frame === "9" || String(frame).startsWith("40") ? frame : "40");
      socket.send(frame);
      socket.on("error", () => {});
      await bystander.ask("events:since", { after: 1_000 }).catch(() => undefined);
      socket.terminate();
    }
    await until("only the bystander is left", () => sockets() === 1);
    expect(bystander.gone).toBeNull();
  });
});

describe("how many sockets one person may have open", () => {
  it("is limited: the newest is refused with what to do, nobody else is, and one that closes makes room", async () => {
    const mine = await Promise.all(Array.from({ length: SEATS_PER_PERSON }, () => open().ready()));
    const refused = open();
    await until("refused", () => refused.refusal);
    expect(refused.refusalData).toEqual({
      code: "too_many_connections",
      message: expect.stringMatching(/^This account has 100 live connections open already: close pages/),
    });
    expect([refused.connected, mine.filter((viewer) => viewer.gone !== null)]).toEqual([null, []]);
    await open({ cookie: (await makeUser(tenant, "dispatcher")).cookie }).ready();

    mine[0]?.close();
    await until("one has gone", () => sockets() === SEATS_PER_PERSON);
    await open().ready();
  });

  it("is not used up by sockets that have gone: after 2,000 of them, however they went, nobody holds a seat", async () => {
    const address = `${node.url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`;
    const headers = { cookie: dispatcher.cookie, origin: TEST_ORIGIN };
    const comeAndGo = async (i: number) => {
      const socket = new WebSocket(address, { headers });
      socket.on("error", () => {});
      await once(socket, "open");
      socket.send("40");
      // In the middle of the handshake, after a second socket on the same connection, or once it has been let in.
      if (i % 4 === 1) socket.send("40");
      if (i % 4 > 1) await said(socket, "40");
      if (i % 4 === 3) {
        socket.send("41");
        socket.send("40");
      }
      if (i % 8 < 4) socket.terminate();
      else socket.close();
    };
    for (let i = 0; i < 2_000; i += 25) {
      await Promise.all(Array.from({ length: 25 }, (_, n) => comeAndGo(i + n)));
      await until("they have gone", () => node.live.seats.holders === 0 && sockets() === 0);
    }
    await open().ready();
    await until("only the one who stays and his company", () => node.live.seats.holders === 2);
  });
});

describe("sockets that come and go", () => {
  it("leave no room and no feed behind, however early they go", async () => {
    for (let i = 0; i < 40; i += 1) {
      const socket = new WebSocket(`${node.url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`, {
        headers: { cookie: dispatcher.cookie, origin: TEST_ORIGIN },
      });
      socket.on("error", () => {});
      await once(socket, "open");
      socket.send("40");
      if (i % 2 === 0) await once(socket, "message");
      if (i % 4 === 0) await once(socket, "message");
      socket.terminate();
    }
    await until("nobody is connected", () => sockets() === 0);
    // One that stays proves that the handshakes of the others are over.
    await (await open().ready()).ask("events:since", { after: 0 });
    const rooms = node.live.io.of("/").adapter.rooms;
    await until("only the rooms of one socket", () => rooms.get(`${tenant.id}:all`)?.size === 1);
    viewers.splice(0).forEach((viewer) => void viewer.close());
    await until("no rooms", () => rooms.size === 0);
  });

  it("that stop reading are cut before they cost the server memory, and lose nothing: the log has it all", async () => {
    const raw = await silentReader();
    const healthy = await open().ready();
    const job = await makeJob(dispatcher);
    globalThis.gc?.();
    const before = process.memoryUsage();
    const text = "x".repeat(5_000);
    // How much the kernel takes in for somebody who does not read differs from machine to machine: go on until he is cut.
    for (let i = 0; i < 95 && sockets() > 1; i += 1) {
      await inTenant(tenant.id, async (unit) => {
        for (let n = 0; n < 50; n += 1) {
          unit.emit({
            type: "job_status",
            technicianId: null,
            jobId: job.id,
            occurredAt: new Date(),
            payload: { text, n },
          });
        }
      });
    }
    const end = (await logOf(database.owner, tenant.id)).length;
    await healthy.reached(end, 60_000);
    await until("the silent one is cut", () => sockets() === 1);
    expect(process.memoryUsage().rss - before.rss).toBeLessThan(150e6);
    raw.destroy();
    const back = await open({ cookie: dispatcher.cookie, lastSeq: 0 }).ready();
    await back.reached(end, 60_000);
    expect(back.seqs).toEqual(Array.from({ length: end }, (_, i) => i + 1));
  });
});

/** Resolves with the first frame that begins so. */
function said(socket: WebSocket, beginning: string): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.on("message", (data) => {
      if (String(data).startsWith(beginning)) resolve();
    });
    socket.once("close", () => reject(new Error(`closed before it said ${beginning}`)));
  });
}

/** A socket that shakes hands and then never reads another byte. */
async function silentReader(): Promise<RawSocket> {
  const raw = connect({ port: node.port, host: "127.0.0.1" });
  await once(raw, "connect");
  raw.write(
    `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: ${TEST_ORIGIN}\r\nCookie: ${dispatcher.cookie}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
  );
  await once(raw, "data");
  // "40" in one masked text frame: connect to the main namespace.
  const mask = [1, 2, 3, 4];
  raw.write(Buffer.from([0x81, 0x82, ...mask, 0x34 ^ 1, 0x30 ^ 2]));
  await until("it is connected", () => sockets() === 1);
  raw.pause();
  return raw;
}
