import type { Child } from "./child";
import { processCpu } from "./cpu-meter";
import type { Received, ViewersRequest } from "./load/viewers";
import { timing } from "./measured";
import type { FanoutRequest } from "./servers/fanout";
import { figure, median, printAim, printTable, spread } from "./table";
import type { Workshop } from "./workshop";

const TENANTS = 10;
const VIEWERS = 20;
const UPDATES_PER_TICK = 25;
const TICK_MS = 250;

interface Figures {
  readonly updatesPerSecond: number;
  readonly cpuMicros: number;
  readonly bytes: number;
}

/** CPU and bytes per update delivered to one viewer: our ticks, compact and plain, beside one message per fix. */
export async function benchFanout(shop: Workshop): Promise<void> {
  const server = await shop.start("fanout", { DATABASE_URL: await shop.server.fresh() });
  const viewers = await shop.start("viewers");
  const ways = {
    "one message per fix": { way: "naive", format: "compact" },
    "ticks, plain objects": { way: "ticked", format: "plain" },
    "ticks, compact rows": { way: "ticked", format: "compact" },
  } as const;
  const results = new Map<string, Figures[]>(Object.keys(ways).map((name) => [name, []]));
  for (let round = 0; round < shop.rounds; round += 1) {
    for (const [name, { way, format }] of Object.entries(ways)) {
      results.get(name)?.push(await run(server, viewers, way, format));
    }
  }
  console.log(
    `${TENANTS} tenants × ${VIEWERS} viewers, ${UPDATES_PER_TICK} updates per tenant each ${TICK_MS} ms`,
  );
  printTable(
    ["Fan-out", "updates/s delivered", "CPU µs/update", "bytes/update"],
    [...results].map(([name, rounds]) => [
      name,
      spread(rounds.map((one) => one.updatesPerSecond)),
      spread(rounds.map((one) => one.cpuMicros)),
      spread(rounds.map((one) => one.bytes)),
    ]),
  );
  const [naive = [], plain = [], compact = []] = [...results.values()];
  const share = (of: readonly Figures[], key: "cpuMicros" | "bytes") =>
    median(of.map((one, round) => one[key] / (naive[round]?.[key] ?? Number.NaN)));
  printAim("compact ticks / one message per fix, CPU per update", share(compact, "cpuMicros"), {
    most: 0.25,
  });
  printAim("compact bytes per update", median(compact.map((one) => one.bytes)), { most: 40 });
  console.log(
    `  plain ticks: ${figure(share(plain, "cpuMicros"))} × the CPU, ${figure(share(plain, "bytes"))} × the bytes`,
  );
}

async function run(
  server: Child,
  viewers: Child,
  way: FanoutRequest["way"],
  format: "plain" | "compact",
): Promise<Figures> {
  const ask = (request: ViewersRequest) => viewers.ask<Received>(request);
  await ask({ kind: "open", port: server.ready.port, tenants: TENANTS, perTenant: VIEWERS, format });
  const read = async () => ({ cpu: processCpu(server.pid), received: await ask({ kind: "count" }) });
  let before = read();
  const request: FanoutRequest = {
    way,
    tenants: TENANTS,
    updatesPerTick: UPDATES_PER_TICK,
    tickMs: TICK_MS,
    ...timing,
  };
  await server.ask(request, () => {
    before = read();
  });
  const [from, to] = [await before, await read()];
  await ask({ kind: "close" });
  const updates = to.received.updates - from.received.updates;
  return {
    updatesPerSecond: (updates * 1000) / timing.measureMs,
    cpuMicros: (to.cpu - from.cpu) / updates,
    bytes: (to.received.bytes - from.received.bytes) / updates,
  };
}
