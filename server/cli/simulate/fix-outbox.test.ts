import { describe, expect, it } from "vitest";
import { seededRandom } from "@/lib/demo-city/random";
import type { Answer, Api } from "./api";
import { createFixOutbox } from "./fix-outbox";
import type { WireFix } from "./wire";

const fix = (n: number): WireFix => ({
  id: String(n),
  latitude: 6.2,
  longitude: 3.4,
  accuracy: 5,
  speed: 0,
  heading: null,
  battery: 80,
  recorded_at: new Date(n * 1000).toISOString(),
});

function serverThat(answers: (ids: string[]) => number) {
  const stored: string[] = [];
  const requests: string[][] = [];
  let settle = () => {};
  const post = async (_: string, body: unknown): Promise<Answer> => {
    const ids =
      body !== null && typeof body === "object" && "fixes" in body
        ? (body.fixes as WireFix[])
        : [body as WireFix];
    const names = ids.map((one) => one.id);
    requests.push(names);
    const status = answers(names);
    if (status < 300) stored.push(...names);
    settle();
    return { status, body: null };
  };
  const api: Api = { post, get: async () => ({ status: 404, body: null }) };
  const until = (done: () => boolean) =>
    new Promise<void>((resolve) => {
      settle = () => done() && resolve();
      settle();
    });
  return { api, stored, requests, until };
}

const outboxTo = (api: Api) =>
  createFixOutbox({ api, technicianId: "t", random: seededRandom(1), stop: new AbortController().signal });

describe("the fix outbox", () => {
  it("keeps what was taken without a signal and sends it as one batch in order", async () => {
    const server = serverThat(() => 200);
    const outbox = outboxTo(server.api);
    outbox.setConnected(false);
    for (let n = 0; n < 50; n++) outbox.push(fix(n));
    expect(server.requests).toEqual([]);
    outbox.setConnected(true);
    await server.until(() => server.stored.length === 50);
    expect(server.requests.length).toBe(1);
    expect(server.stored).toEqual(Array.from({ length: 50 }, (_, n) => String(n)));
  });

  it("sends again what a failing server did not take, before anything newer", async () => {
    let failures = 1;
    const server = serverThat(() => (failures-- > 0 ? 503 : 200));
    const outbox = outboxTo(server.api);
    for (let n = 0; n < 5; n++) outbox.push(fix(n));
    await server.until(() => server.stored.length === 5);
    expect(server.stored).toEqual(["0", "1", "2", "3", "4"]);
  });

  it("drops what is refused for good, and nothing else", async () => {
    const server = serverThat((ids) => (ids.includes("0") ? 422 : 200));
    const outbox = outboxTo(server.api);
    for (let n = 0; n < 3; n++) outbox.push(fix(n));
    await server.until(() => server.stored.length === 2);
    expect(server.stored).toEqual(["1", "2"]);
  });
});
