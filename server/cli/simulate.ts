import { setMaxListeners } from "node:events";
import { parseArgs } from "node:util";
import { DEMO_CITY_SEED } from "@/lib/demo-city/generate-city";
import { loadDemo, playDemoDay } from "./simulate/demo-day";
import { driveLoad } from "./simulate/load";

const USAGE = `Phones for a running Truckroll, through its public API.

  npm run simulate -- --demo                      the demo companies live their day (reads \${DATA_DIR:-.data}/demo.json)
  npm run simulate -- --technicians 50 --rate 10  50 more technicians, 10 fixes a second in all

  --technicians N        how many to add (50)
  --rate N               fixes a second, all technicians together
  --interval-seconds N   or: seconds between the fixes of each one (5)
  --token T              an API token with the * scope (the first demo company's office)

  BASE_URL               where the app listens (http://127.0.0.1:3000)`;

function positive(text: string | undefined, name: string): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (!(value > 0)) throw new Error(`--${name} has to be a number above 0, not "${text}".`);
  return value;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      demo: { type: "boolean" },
      technicians: { type: "string" },
      rate: { type: "string" },
      "interval-seconds": { type: "string" },
      token: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const stop = new AbortController();
  // Everyone on the road listens for the end of the day; that is no leak.
  setMaxListeners(0, stop.signal);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => stop.abort());
  }
  const baseUrl = (process.env.BASE_URL ?? "http://127.0.0.1:3000").replace(/\/+$/, "");
  const dataDir = process.env.DATA_DIR ?? ".data";

  if (values.demo) {
    await playDemoDay(await loadDemo(dataDir, stop.signal), baseUrl, stop.signal);
    return;
  }
  const technicians = Math.round(positive(values.technicians, "technicians") ?? 50);
  const rate = positive(values.rate, "rate");
  const intervalSeconds =
    positive(values["interval-seconds"], "interval-seconds") ?? (rate ? technicians / rate : 5);
  const demo = values.token ? null : await loadDemo(dataDir, stop.signal);
  const token = values.token ?? demo?.tenants[0]?.office_token;
  if (!token) throw new Error("There is no token: pass --token, or start the app once with the demo city.");
  const citySeed = demo?.city_seed ?? DEMO_CITY_SEED;
  await driveLoad({ baseUrl, token, citySeed, technicians, intervalSeconds, stop: stop.signal });
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(`simulate: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  },
);
