import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { known, livePage, numbers, phase, seeded, sorted, upTo } from "@/tests/support/live-page";
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

describe("over the socket", () => {
  it("stands up from the initial state and then hears every event once, in order", async () => {
    server.seq = 10;
    const { store, session, heard } = open();
    session.start();
    await phase(store, "live");
    expect(store.world().seq).toBe(10);
    server.commit(3);
    server.commit(2);
    await known(store, 15);
    expect(numbers(heard)).toEqual(upTo(15, 11));
    expect(numbers(store.world().recent)).toEqual(upTo(15));
  });

  it("moves a technician when a folded position comes, and not for an older one", async () => {
    server.seq = 9;
    const { store, session } = open();
    session.start();
    await phase(store, "live");
    const id = [...store.world().technicians.values()].find((one) => one.number === 2)?.id ?? "";
    server.positions([[2, 620_010, 340_000, 1_800_000_000, 9, 84, 90, 71]]);
    await vi.waitFor(() => expect(store.position(id)?.point.lat).toBe(6.2001));
    server.positions([[2, 620_999, 340_000, 1_799_999_000]]);
    server.positions([[2, 620_020, 340_000, 1_800_000_005]]);
    await vi.waitFor(() => expect(store.position(id)?.point.lat).toBe(6.2002));
    expect(store.position(id)?.batteryPercent).toBeNull();
  });

  it("takes the whole picture again when the company's settings change", async () => {
    server.seq = 5;
    const { store, session } = open();
    session.start();
    await phase(store, "live");
    server.rename("Fibre Ltd");
    await vi.waitFor(() => expect(store.world().tenant?.name).toBe("Fibre Ltd"));
    expect(store.world().seq).toBe(6);
  });

  it("measures the round trip and says when it last heard something", async () => {
    const { store, session } = open();
    session.start();
    await vi.waitFor(() => expect(store.connection().latencyMs).not.toBeNull());
    expect(store.connection().dataAsOf).toBeGreaterThan(Date.now() - 5000);
  });

  it("starts from the snapshot that came with the page and asks only for what came after", async () => {
    server.seq = 12;
    const initial = server.snapshot();
    server.seq = 15;
    const { store, session, heard } = open();
    store.takeSnapshot(initial);
    session.start();
    await phase(store, "live");
    expect(server.handshakes.map((auth) => auth.last_seq)).toEqual([12]);
    expect(numbers(heard)).toEqual([13, 14, 15]);
    expect(store.world().seq).toBe(15);
  });
});

describe("losses", () => {
  it("asks for what a relay passed over and ends with every event exactly once", async () => {
    const { store, session, heard } = open();
    session.start();
    await phase(store, "live");
    server.lossRate = 0.4;
    for (let i = 0; i < 60; i += 1) {
      server.commit(1 + (i % 3));
      if (i % 5 === 0) server.sendLoose(Math.max(1, server.seq - 4));
      if (i % 10 === 0) await new Promise((done) => setImmediate(done));
    }
    server.lossRate = 0;
    server.commit(1);
    await known(store, server.seq);
    expect(sorted(numbers(heard))).toEqual(upTo(server.seq));
  });

  it("closes a hole that no seq message spoke of", async () => {
    const { store, session, heard } = open();
    session.start();
    await phase(store, "live");
    server.seq = 3;
    server.sendLoose(3);
    await known(store, 3);
    expect(sorted(numbers(heard))).toEqual([1, 2, 3]);
  });

  it("reads a long answer to the end", async () => {
    const { store, session, heard } = open();
    session.start();
    await phase(store, "live");
    server.seq = 40;
    server.sendLoose(40);
    await known(store, 40);
    expect(sorted(numbers(heard))).toEqual(upTo(40));
  });

  it("survives a crash of the server in the middle of a stream without losing or doubling anything", async () => {
    const { store, session, heard, phases } = open();
    session.start();
    await phase(store, "live");
    server.commit(5);
    await server.crash();
    server.seq += 20;
    await phase(store, "reconnecting");
    await server.restart();
    await phase(store, "live");
    server.commit(5);
    await known(store, 30);
    expect(numbers(heard)).toEqual(upTo(30));
    expect(phases).toEqual(
      ["connecting", "live", "reconnecting", "live"].slice(phases[0] === "live" ? 1 : 0),
    );
  });

  it("takes the whole state again after being away too long", async () => {
    server.seq = 5;
    const { store, session } = open();
    session.start();
    await phase(store, "live");
    await server.crash();
    server.seq = 500;
    server.logStart = 400;
    await server.restart();
    await known(store, 500);
    expect(store.world().ahead.size).toBe(0);
    expect(store.world().recent.at(-1)?.seq).toBe(500);
  });

  it("starts over when the server's log is another, shorter one", async () => {
    server.seq = 40;
    const { store, session } = open();
    session.start();
    await phase(store, "live");
    await server.crash();
    server.seq = 8;
    await server.restart();
    await known(store, 8);
    await phase(store, "live");
  });

  it("comes back when it was told to and not before", async () => {
    const { store, session } = open();
    session.start();
    await phase(store, "live");
    const told = Date.now();
    server.goAway(200);
    await phase(store, "reconnecting");
    expect(store.connection().nextAttemptAt).toBeGreaterThan(told + 150);
    await phase(store, "live");
    expect(Date.now() - told).toBeGreaterThanOrEqual(195);
  });

  it("finds out on waking up what it missed", async () => {
    const { store, session, page } = open();
    session.start();
    await phase(store, "live");
    server.seq = 4;
    await new Promise((done) => setTimeout(done, 2));
    page.wake();
    await known(store, 4);
  });
});
