import { openJobs, TECHNICIANS } from "./fleet";
import type { BacklogRequest, BacklogResult } from "./load/backlog";
import type { MovingFleetRequest, Waits } from "./load/moving-fleet";
import { figure, median, printAim, printTable } from "./table";
import type { Workshop } from "./workshop";

const LIVE_PHONES = 100;
const FIXES_PER_PHONE = 20_000;
/** Longer than one backlog takes, so that its rebuild is in it. */
const MEASURE_MS = 15_000;
const WARM_UP_MS = 2_000;

interface Answer {
  readonly acks: Waits;
  readonly screens: Waits;
}

/** What 100 phones wait for their live fixes: in calm, and while one phone after another brings 20,000 old fixes. */
export async function benchBacklog(shop: Workshop): Promise<void> {
  const server = await shop.start("ours", { DATABASE_URL: await shop.server.fresh() });
  const fleet = await shop.start("moving-fleet");
  const phone = await shop.start("backlog");
  const live: MovingFleetRequest = {
    port: server.ready.port,
    technicians: LIVE_PHONES,
    fixesPerSecond: LIVE_PHONES,
    viewersPerTenant: 1,
    warmUpMs: WARM_UP_MS,
    measureMs: MEASURE_MS,
  };
  const rows: string[][] = [];
  const ratios: number[] = [];
  let worst = 0;
  const comers = lateComers();
  for (let round = 0; round < shop.rounds; round += 1) {
    const calm = await fleet.ask<Answer>(live);
    const backlog: BacklogRequest = {
      port: server.ready.port,
      technicians: comers.splice(0, 20),
      fixesPerPhone: FIXES_PER_PHONE,
      forMs: WARM_UP_MS + MEASURE_MS,
    };
    const [busy, uploaded] = await Promise.all([fleet.ask<Answer>(live), phone.ask<BacklogResult>(backlog)]);
    ratios.push(busy.acks.p95 / calm.acks.p95);
    worst = Math.max(worst, busy.acks.p99);
    const cells = ({ acks, screens }: Answer) => [acks.p50, acks.p95, acks.p99, screens.p95].map(figure);
    rows.push(["calm", ...cells(calm), "–"]);
    rows.push(["during a backlog", ...cells(busy), figure(uploaded.fixes / uploaded.seconds)]);
  }
  printTable(["100 live phones, ms", "ack p50", "p95", "p99", "screen p95", "backlog fixes/s"], rows);
  printAim("p95 during a backlog / calm", median(ratios), { most: 2 });
  printAim("worst p99 during a backlog, ms", worst, { most: 1_000 });
}

/** Technicians with six jobs who are not among the live phones. */
function lateComers(): number[] {
  const all = Array.from({ length: TECHNICIANS }, (_, technician) => technician);
  return all.filter((technician) => technician >= TECHNICIANS / 2 && openJobs(technician) === 6);
}
