import { randomAddress } from "@/lib/demo-city/address";
import { generateCity } from "@/lib/demo-city/generate-city";
import { seededRandom } from "@/lib/demo-city/random";
import { createApi, isOk } from "./api";
import { sleep } from "./clock";
import { createFixOutbox } from "./fix-outbox";
import { createPhone } from "./phone";
import { createVan } from "./van";
import { readId } from "./wire";

const REPORT_EVERY_MS = 5000;
const AT_ONCE = 8;

export type LoadOptions = {
  baseUrl: string;
  token: string;
  citySeed: number;
  technicians: number;
  /** Seconds between the fixes of one technician. */
  intervalSeconds: number;
  stop: AbortSignal;
};

async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

function percentile(sorted: readonly number[], share: number): string {
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return value === undefined ? "–" : `${value.toFixed(1)} ms`;
}

/** Adds technicians through the API, drives them about without work, prints what it costs, and signs them off again. */
export async function driveLoad(options: LoadOptions): Promise<void> {
  const { stop, intervalSeconds } = options;
  const city = generateCity(options.citySeed);
  const api = createApi(options.baseUrl, options.token);
  const ids: string[] = [];
  const names = Array.from(
    { length: options.technicians },
    (_, i) => `Load ${String(i + 1).padStart(3, "0")}`,
  );
  let refused = "";
  await inTurns(names, async (fullName) => {
    if (stop.aborted) return;
    const answer = await api.post("/technicians", { full_name: fullName });
    const id = readId(answer.body);
    if (!isOk(answer) || !id) {
      refused = `POST /technicians answered ${answer.status || "nothing"}`;
      return;
    }
    ids.push(id);
    await api.post(`/technicians/${id}/shift/start`, {});
  });
  if (ids.length === 0) throw new Error(`No technician could be added: ${refused}.`);
  console.log(
    `simulate: ${ids.length} technicians, one fix every ${intervalSeconds} s each. Ctrl-C ends it.`,
  );

  let accepted = 0;
  let failed = 0;
  let latencies: number[] = [];
  const outboxes = ids.map((technicianId, i) => {
    const random = seededRandom(1000 + i);
    const outbox = createFixOutbox({
      api,
      technicianId,
      random,
      stop,
      onAnswer: (answer, fixes, milliseconds) => {
        if (isOk(answer)) {
          accepted += fixes;
          latencies.push(milliseconds);
        } else failed++;
      },
    });
    return { outbox, random };
  });
  const lives = outboxes.map(async ({ outbox, random }) => {
    const phone = createPhone("normal", outbox, random);
    const start = randomAddress(city, random).point;
    const van = createVan({ city, start, phone, random, stop, intervalSeconds });
    await sleep(random() * intervalSeconds * 1000, stop);
    while (!stop.aborted) await van.driveTo(randomAddress(city, random).point);
  });

  let sinceMs = Date.now();
  while (!stop.aborted) {
    await sleep(REPORT_EVERY_MS, stop);
    const nowMs = Date.now();
    latencies.sort((a, b) => a - b);
    const rate = ((accepted * 1000) / (nowMs - sinceMs)).toFixed(1);
    const waiting = outboxes.reduce((sum, { outbox }) => sum + outbox.waiting(), 0);
    console.log(
      `${rate} fixes/s · ack p50 ${percentile(latencies, 0.5)} · p95 ${percentile(latencies, 0.95)}` +
        ` · failed ${failed} · waiting ${waiting}`,
    );
    accepted = 0;
    failed = 0;
    latencies = [];
    sinceMs = nowMs;
  }
  await Promise.all(lives);
  await inTurns(ids, async (id) => {
    await api.post(`/technicians/${id}/shift/end`, {});
  });
  console.log(`simulate: ${ids.length} technicians are off duty.`);
}
