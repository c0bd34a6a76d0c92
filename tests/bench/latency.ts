import { processCpu } from "./cpu-meter";
import type { MovingFleetRequest, Waits } from "./load/moving-fleet";
import { figure, printAim, printTable } from "./table";
import type { Workshop } from "./workshop";

const TECHNICIANS = 200;
const VIEWERS_PER_TENANT = 5;

interface Answer {
  readonly acks: Waits;
  readonly screens: Waits;
  readonly missing: number;
}

/** From the moment a phone sends a fix until a dispatcher's socket has it, with 200 technicians moving. */
export async function benchLatency(shop: Workshop): Promise<void> {
  const server = await shop.start("ours", { DATABASE_URL: await shop.server.fresh() });
  const fleet = await shop.start("moving-fleet");
  const rows: string[][] = [];
  let worst = 0;
  for (let round = 0; round < shop.rounds; round += 1) {
    for (const fixesPerSecond of [40, 200]) {
      const request: MovingFleetRequest = {
        port: server.ready.port,
        technicians: TECHNICIANS,
        fixesPerSecond,
        viewersPerTenant: VIEWERS_PER_TENANT,
        // Everybody has been heard once before it counts.
        warmUpMs: (TECHNICIANS / fixesPerSecond) * 1000 + 500,
        measureMs: 10_000,
      };
      let cpu = processCpu(server.pid);
      const { acks, screens, missing } = await fleet.ask<Answer>(request, () => {
        cpu = processCpu(server.pid);
      });
      const share = (processCpu(server.pid) - cpu) / (request.measureMs * 10);
      worst = Math.max(worst, screens.p99);
      rows.push([
        `${fixesPerSecond} fixes/s`,
        ...[acks, screens].flatMap((waits) => [waits.p50, waits.p95, waits.p99].map(figure)),
        String(screens.count),
        String(missing),
        `${figure(share)} %`,
      ]);
    }
  }
  printTable(
    ["Latency, ms", "ack p50", "p95", "p99", "screen p50", "p95", "p99", "frames", "missing", "server core"],
    rows,
  );
  printAim("worst p99 from POST to screen, ms", worst, { most: 1_000 });
}
