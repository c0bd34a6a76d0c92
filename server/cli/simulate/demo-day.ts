import { readFile } from "node:fs/promises";
import path from "node:path";
import { generateCity } from "@/lib/demo-city/generate-city";
import { seededRandom } from "@/lib/demo-city/random";
import { createApi } from "./api";
import { sleep } from "./clock";
import { runOffice } from "./office";
import { liveTechnician } from "./technician";
import { type Demo, readDemo } from "./wire";

const WAIT_FOR_SEED_MS = 60_000;

/**
 * What the seed wrote to `${dataDir}/demo.json`; waits up to a minute for it. Throws an Error that says what to do
 * when it is missing or unreadable.
 */
export async function loadDemo(dataDir: string, stop: AbortSignal): Promise<Demo> {
  const file = path.join(dataDir, "demo.json");
  const giveUpMs = Date.now() + WAIT_FOR_SEED_MS;
  for (;;) {
    const text = await readFile(file, "utf8").catch(() => null);
    if (text !== null) return readDemo(JSON.parse(text));
    if (Date.now() > giveUpMs || stop.aborted) {
      throw new Error(`${file} is missing: start the app once with the demo city seeded, or pass --token.`);
    }
    await sleep(1000, stop);
  }
}

/** Runs one thing again and again: whatever goes wrong inside it, the day goes on. */
async function keepGoing(name: string, stop: AbortSignal, live: () => Promise<void>): Promise<void> {
  while (!stop.aborted) {
    try {
      await live();
    } catch (error) {
      console.error(`simulate: ${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
    await sleep(5000, stop);
  }
}

/** Plays the demo day of all tenants in real time until told to stop. */
export async function playDemoDay(demo: Demo, baseUrl: string, stop: AbortSignal): Promise<void> {
  const city = generateCity(demo.city_seed);
  const lives: Promise<void>[] = [];
  // Not the same day at every start: only the town comes from the seed.
  let seed = Date.now() & 0xffffff;
  for (const tenant of demo.tenants) {
    const office = createApi(baseUrl, tenant.office_token);
    lives.push(
      keepGoing(`office of ${tenant.name}`, stop, () =>
        runOffice({ city, api: office, tenant, random: seededRandom(seed++), stop }),
      ),
    );
    tenant.technicians.forEach((technician, position) => {
      const api = createApi(baseUrl, technician.token);
      lives.push(
        keepGoing(technician.full_name, stop, () =>
          liveTechnician({ city, api, technician, position, random: seededRandom(seed++), stop }),
        ),
      );
    });
  }
  const technicians = demo.tenants.reduce((sum, tenant) => sum + tenant.technicians.length, 0);
  console.log(
    `simulate: ${technicians} technicians of ${demo.tenants.length} companies are on the road (${baseUrl})`,
  );
  await Promise.all(lives);
}
