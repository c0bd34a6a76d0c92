import { type Measured, underLoad } from "./measured";
import { buildNextApp } from "./peers/next-app";
import { figure, median, printAim, printTable, spread } from "./table";
import type { Workshop } from "./workshop";

/** CPU per request of the door alone (HTTP, identity, reading a fix; no write) beside a bare handler and a Next route. */
export async function benchDoor(shop: Workshop): Promise<void> {
  const app = await buildNextApp("next-parse-route");
  shop.remove(app);
  const load = await shop.start("http-load");
  const targets = {
    "bare http handler + zod": await shop.start("bare-handler"),
    "our door": await shop.start("door", { DATABASE_URL: await shop.server.fresh() }),
    "Next route + zod": await shop.start("next-server", { NEXT_APP: app }),
  };
  const results = new Map<string, Measured[]>(Object.keys(targets).map((name) => [name, []]));
  for (let round = 0; round < shop.rounds; round += 1) {
    for (const [name, target] of Object.entries(targets)) {
      const run = { fixesPerPost: 1, withIds: true, lanes: 64 };
      results.get(name)?.push(await underLoad({ target, postmaster: null }, load, run));
    }
  }
  const [bare = [], ours = [], next = []] = [...results.values()];
  const over = (one: readonly Measured[]) =>
    median(one.map(({ node }, round) => node / (bare[round]?.node ?? Number.NaN)));
  printTable(
    ["Door", "requests/s", "CPU µs/request", "× bare"],
    [...results].map(([name, rounds]) => [
      name,
      spread(rounds.map((one) => one.perSecond)),
      spread(rounds.map((one) => one.node)),
      figure(over(rounds)),
    ]),
  );
  printAim("door / bare handler, CPU", over(ours), { most: 1.5 });
  console.log(`  a Next route takes ${figure(over(next))} × the bare handler`);
}
