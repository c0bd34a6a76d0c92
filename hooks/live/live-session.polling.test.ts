import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { known, livePage, numbers, phase, pictured, seeded, upTo } from "@/tests/support/live-page";
import { ScriptedServer } from "@/tests/support/scripted-live-server";
import type { LiveMode } from "./connection-state";

let server: ScriptedServer;
let opened: ReturnType<typeof livePage>[] = [];

beforeEach(async () => {
  server = new ScriptedServer(seeded(7));
  await server.start();
});

afterEach(async () => {
  for (const { session } of opened) session.stop();
  opened = [];
  await server.crash();
});

function open(mode?: LiveMode) {
  const page = livePage(server, mode);
  opened.push(page);
  return page;
}

/** Several polls long nothing comes any more; what was on its way when the socket came up may still arrive. */
async function silent(count: () => number): Promise<void> {
  for (let before = Number.NaN; before !== count(); ) {
    before = count();
    await new Promise((done) => setTimeout(done, 150));
  }
}

describe("polling", () => {
  it("takes over when no socket comes up, keeps trying, and steps back when one does", async () => {
    server.refuseSockets = true;
    server.seq = 3;
    const { store, session, heard } = open();
    session.start();
    await phase(store, "polling");
    expect(store.connection().because).toBe("socket_failed");
    await pictured(store);
    server.seq = 30;
    await known(store, 30);
    server.refuseSockets = false;
    await phase(store, "live");
    server.commit(2);
    await known(store, 32);
    expect(numbers(heard)).toEqual(upTo(32, 4));
    await silent(() => server.httpCalls);
  });

  it("is a choice too: no socket, every event once, and back without a gap", async () => {
    const { store, session, heard } = open("polling");
    session.start();
    await phase(store, "polling");
    expect(store.connection().because).toBe("chosen");
    await pictured(store);
    server.commit(9);
    await known(store, 9);
    expect(server.connections).toBe(0);
    session.setMode("live");
    server.commit(4);
    await phase(store, "live");
    server.commit(4);
    await known(store, 17);
    session.setMode("polling");
    server.commit(4);
    await known(store, 21);
    expect(numbers(heard)).toEqual(upTo(21));
  });

  it("loses nothing that is committed while the server reads its log", async () => {
    server.commitsWhileRead = 1;
    const { store, session, heard } = open("polling");
    session.start();
    await phase(store, "polling");
    await vi.waitFor(() => expect(store.world().seq).toBeGreaterThan(8), { timeout: 5000, interval: 5 });
    server.commitsWhileRead = 0;
    await known(store, server.seq);
    expect(numbers(heard)).toEqual(upTo(server.seq));
  });

  it("takes a snapshot where the log no longer reaches back, or was set back", async () => {
    server.seq = 5;
    const { store, session } = open("polling");
    session.start();
    await known(store, 5);
    server.logStart = 20;
    server.seq = 30;
    await known(store, 30);
    server.logStart = 1;
    server.seq = 3;
    await known(store, 3);
  });

  it("works for somebody who may not read the log", async () => {
    server.logDenied = true;
    const { store, session } = open("polling");
    session.start();
    await phase(store, "polling");
    server.seq = 12;
    await known(store, 12);
    expect(store.connection().phase).toBe("polling");
  });

  it("says offline when nothing answers, and recovers", async () => {
    const { store, session } = open();
    session.start();
    await phase(store, "live");
    const asOf = store.connection().dataAsOf ?? 0;
    await server.crash();
    await phase(store, "offline");
    expect(store.connection().dataAsOf).toBeLessThanOrEqual(asOf + 200);
    await server.restart();
    await phase(store, "live");
  });
});

describe("sessions", () => {
  it("leaves when the server ends the session, once", async () => {
    const { store, session, page } = open();
    session.start();
    await phase(store, "live");
    server.endSessions();
    await phase(store, "signed_out");
    expect(page.signedOut).toBe(1);
  });

  it("leaves when the handshake is refused and HTTP confirms that nobody is signed in", async () => {
    server.sessionEnded = true;
    const { store, session, page } = open();
    session.start();
    await phase(store, "signed_out");
    expect(page.signedOut).toBe(1);
  });
});
