import postgres from "postgres";
import type { LoadResult } from "./load/run-load";
import { type Measured, measured, timing, underLoad } from "./measured";
import { buildNextApp } from "./peers/next-app";
import { figure, median, printAim, printTable, spread } from "./table";
import type { Workshop } from "./workshop";

/** Rows the bare loop commits at once: about what waits for one commit of ours at 256 connections. */
const BARE_ROWS = 128;

type Run = () => Promise<Measured & { answer: { fixes: number } | LoadResult }>;

/** Fixes per second and CPU per fix: the naive way, ours with everything it does, and the bare rows. */
export async function benchIngest(shop: Workshop): Promise<void> {
  const { postmaster } = shop.server;
  const [naiveUrl, ourUrl, bareUrl] = [
    await shop.server.fresh(),
    await shop.server.fresh(),
    await shop.server.fresh(),
  ];
  // The naive way asks for a technician by id alone; without this index it would scan.
  const naiveOwner = postgres(naiveUrl, { max: 1 });
  await naiveOwner`create index on technicians (id)`;
  await naiveOwner.end();
  const app = await buildNextApp("next-store-route");
  shop.remove(app);
  const load = await shop.start("http-load");
  const next = await shop.start("next-server", { DATABASE_URL: naiveUrl, NEXT_APP: app });
  const naive = await shop.start("naive-handler", { DATABASE_URL: naiveUrl });
  const ours = await shop.start("ours", { DATABASE_URL: ourUrl });
  const bare = await shop.start("bare-insert", { DATABASE_URL: bareUrl });
  const single = { fixesPerPost: 1, withIds: false };
  const runs = {
    "a  naive: Next route, 4 queries, 1 transaction": () =>
      underLoad({ target: next, postmaster }, load, { ...single, lanes: 64 }),
    "a' the same behind a bare http handler": () =>
      underLoad({ target: naive, postmaster }, load, { ...single, lanes: 64 }),
    "b  ours, 1 fix per POST": () => underLoad({ target: ours, postmaster }, load, { ...single, lanes: 256 }),
    "b' ours, 1 fix per POST, with the sender's id": () =>
      underLoad({ target: ours, postmaster }, load, { ...single, lanes: 256, withIds: true }),
    "b″ ours, 20 fixes per POST": () =>
      underLoad({ target: ours, postmaster }, load, { fixesPerPost: 20, withIds: false, lanes: 16 }),
    [`c  bare rows, ${BARE_ROWS} per commit`]: () =>
      measured({ target: bare, postmaster }, bare, { ...timing, rowsPerCommit: BARE_ROWS }),
  } satisfies Record<string, Run>;
  const results = new Map<string, Awaited<ReturnType<Run>>[]>(Object.keys(runs).map((name) => [name, []]));
  for (let round = 0; round < shop.rounds; round += 1) {
    for (const [name, run] of Object.entries<Run>(runs)) results.get(name)?.push(await run());
  }
  printTable(
    ["Ingest", "fixes/s", "CPU µs/fix node", "postgres", "both", "p50 ms", "p99 ms"],
    [...results].map(([name, rounds]) => [
      name,
      spread(rounds.map((one) => one.perSecond)),
      spread(rounds.map((one) => one.node)),
      spread(rounds.map((one) => one.postgres)),
      figure(median(rounds.map(both))),
      ...(["p50", "p99"] as const).map((key) =>
        figure(median(rounds.map(({ answer }) => ("p50" in answer ? answer[key] : Number.NaN)))),
      ),
    ]),
  );
  const [a = [], handler = [], b = [], , b20 = [], c = []] = [...results.values()];
  /** Round by round, because the machine is not the same in the next. */
  const ratio = (over: readonly Measured[], under: readonly Measured[], of: (one: Measured) => number) =>
    median(over.map((one, round) => of(one) / of(under[round] ?? one)));
  const rate = (one: Measured) => one.perSecond;
  printAim("b / a, fixes per second", ratio(b, a, rate), { least: 15 });
  printAim("a / b, CPU per fix", ratio(a, b, both), { least: 15 });
  printAim("b / c, fixes per second", ratio(b, c, rate), { least: 0.35 });
  printAim("c / b, CPU per fix", ratio(c, b, both), { least: 0.35 });
  console.log(
    `  b / a' without Next: ${figure(ratio(b, handler, rate))} × fixes/s, ${figure(ratio(handler, b, both))} × less CPU; ` +
      `20 per POST: ${figure(ratio(b20, a, rate))} × a, ${figure(ratio(b20, c, rate))} × c`,
  );
}

function both(one: Measured): number {
  return one.node + one.postgres;
}
