import { isOnSite, openJobs, TECHNICIANS } from "./fleet";
import type { RebuildRequest, RebuildResult } from "./servers/rebuild";
import { figure, median, printAim, printTable, spread } from "./table";
import type { Workshop } from "./workshop";

const FIXES = 2_000;
/** Days folded in each round by each way; the first of all warms up. */
const DAYS = 5;

/** Visits rebuilt per second for a day of 2,000 fixes that came late: ours beside a statement for every row. */
export async function benchRebuild(shop: Workshop): Promise<void> {
  const program = await shop.start("rebuild", { DATABASE_URL: await shop.server.fresh() });
  const technicians = Array.from({ length: TECHNICIANS }, (_, technician) => technician).filter(
    (technician) => openJobs(technician) === 6 && !isOnSite(technician),
  );
  const ways = {
    "ours: folded, decided, a statement per table": "ours",
    "naive: a statement per row": "naive",
  };
  const results = new Map<string, number[]>(Object.keys(ways).map((name) => [name, []]));
  const days = new Map<string, number>();
  for (let round = -1; round < shop.rounds; round += 1) {
    for (const [name, way] of Object.entries(ways) as [string, RebuildRequest["way"]][]) {
      let visits = 0;
      let seconds = 0;
      for (const technician of technicians.splice(0, round < 0 ? 1 : DAYS)) {
        const day = await program.ask<RebuildResult>({ way, technician, fixes: FIXES });
        visits += day.visits;
        seconds += day.seconds;
      }
      if (round < 0) continue;
      results.get(name)?.push(visits / seconds);
      days.set(name, visits / DAYS);
    }
  }
  printTable(
    ["Rebuild", "visits/s", "visits a day"],
    [...results].map(([name, rates]) => [name, spread(rates), figure(days.get(name) ?? Number.NaN)]),
  );
  const [ours = [], naive = []] = [...results.values()];
  const ratio = median(ours.map((rate, round) => rate / (naive[round] ?? Number.NaN)));
  printAim("ours / naive, visits rebuilt per second", ratio, { least: 2 });
}
