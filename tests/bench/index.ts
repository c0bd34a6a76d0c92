import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { benchArea } from "./area";
import { benchBacklog } from "./backlog";
import { benchDoor } from "./door";
import { benchFanout } from "./fanout";
import { benchIngest } from "./ingest";
import { benchLatency } from "./latency";
import { benchPipeline } from "./pipeline";
import { benchRebuild } from "./rebuild";
import { openWorkshop, type Workshop } from "./workshop";

const benches: Record<string, (shop: Workshop) => Promise<void>> = {
  ingest: benchIngest,
  door: benchDoor,
  fanout: benchFanout,
  latency: benchLatency,
  backlog: benchBacklog,
  rebuild: benchRebuild,
  pipeline: benchPipeline,
  area: benchArea,
};

/**
 * `npm run bench -- [ingest] [door] [fanout] [latency] [backlog] [rebuild] [pipeline] [area] [--rounds 3] [--profile FOLDER]`.
 * What is compared runs in turn, round after round; ratios are taken within a round. Load, servers and database share
 * the machine.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { rounds: { type: "string", default: "3" }, profile: { type: "string" } },
  });
  const unknown = positionals.filter((name) => !(name in benches));
  const rounds = Number(values.rounds);
  if (unknown.length > 0 || !Number.isInteger(rounds) || rounds < 1) {
    console.error(
      `Usage: npm run bench -- [${Object.keys(benches).join("] [")}] [--rounds N] [--profile FOLDER]`,
    );
    process.exit(2);
  }
  process.env.TRUCKROLL_AUTH_SECRET ||= randomBytes(32).toString("hex");
  const shop = await openWorkshop(process.env.DATABASE_URL ?? "", rounds, values.profile ?? null);
  if (shop.server.postmaster === null) console.log("Postgres runs elsewhere: its CPU is not in the figures.");
  try {
    for (const [name, bench] of Object.entries(benches)) {
      if (positionals.length > 0 && !positionals.includes(name)) continue;
      console.log(`\n${name}, ${rounds} rounds: median (least–most)`);
      await bench(shop);
    }
  } finally {
    await shop.close();
  }
}

await main();
