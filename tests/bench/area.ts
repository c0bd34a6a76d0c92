import postgres from "postgres";
import { appUrl } from "@/lib/db/app-login";
import { closePools, openPool } from "@/lib/db/client";
import { type SearchedArea, searchedArea } from "@/lib/tracking/areas/searched-area";
import { type AreaCursor, searchArea } from "@/lib/tracking/queries/search-area";
import { underLoad } from "./measured";
import { fillPastMonth, PAST } from "./past-month";
import { figure, median, printAim, printTable, spread } from "./table";
import type { Workshop } from "./workshop";

const DAY_MS = 86_400_000;
const center = { lat: 6.465, lng: 3.365 };
const sizes = { "150 m round a door": 150, "1 km round a depot": 1000, "5 km round a quarter": 5000 };
const spans = { "1 day": 1, "30 days": 30 };

/** Nobody reads a longer list; what has more is not read to its end. */
const LISTED = 1_000;

/** Who was in an area, over ten million stored fixes: by squares and the primary key, and by reading everything. */
export async function benchArea(shop: Workshop): Promise<void> {
  const url = await shop.server.fresh();
  const fixes = await fillPastMonth(url);
  const sizesOf = await tableSizes(url);
  console.log(`${fixes.toLocaleString("en")} fixes (${sizesOf.fixes}), their squares ${sizesOf.cells}`);
  openPool(appUrl(url), 2);
  const owner = postgres(url, { max: 1, onnotice: () => {} });
  const rows: string[][] = [];
  const ratios: number[] = [];
  try {
    for (const [size, radiusMeters] of Object.entries(sizes)) {
      for (const [length, days] of Object.entries(spans)) {
        const area = searchedArea({ circle: { center, radiusMeters } });
        if (typeof area === "string") throw new Error(area);
        const until = Date.now() - DAY_MS;
        const span = { from: until - days * DAY_MS, until };
        const ours: number[] = [];
        const first: number[] = [];
        const scans: number[] = [];
        let stays = 0;
        for (let round = 0; round < shop.rounds; round += 1) {
          const found = await search(area, span);
          stays = found.stays;
          first.push(found.firstMs);
          ours.push(found.wholeMs);
          scans.push(await sequentialScan(owner, area, span));
        }
        ratios.push(median(scans.map((ms, round) => ms / (first[round] ?? Number.NaN))));
        const whole = median(scans.map((ms, round) => ms / (ours[round] ?? Number.NaN)));
        rows.push([
          `${size}, ${length}`,
          figure(stays),
          spread(first),
          spread(ours),
          spread(scans),
          figure(ratios.at(-1) ?? Number.NaN),
          figure(whole),
        ]);
      }
    }
  } finally {
    await owner.end();
    await closePools();
  }
  printTable(["Area search", "stays", "first page ms", "all ms", "seq. scan ms", "× first", "× all"], rows);
  printAim("sequential scan / first page, the door for a month", ratios[1] ?? Number.NaN, { least: 10 });
  await costOfNoting(shop);
}

async function search(area: SearchedArea, span: { from: number; until: number }) {
  const started = performance.now();
  let after: AreaCursor | null = null;
  let stays = 0;
  let firstMs = 0;
  do {
    const limit = firstMs === 0 ? 100 : 500;
    const page = await searchArea(PAST.tenant, { area, span, technicianIds: null, limit, after });
    firstMs ||= performance.now() - started;
    stays += page.stays.length;
    after = page.next;
  } while (after !== null && stays < LISTED);
  return { stays, firstMs, wholeMs: after === null ? performance.now() - started : Number.NaN };
}

/** What finding the fixes alone costs without an index; the stays would still have to be told from them. */
async function sequentialScan(
  owner: postgres.Sql,
  { box }: SearchedArea,
  span: { from: number; until: number },
): Promise<number> {
  const started = performance.now();
  await owner.begin(async (sql) => {
    await sql`select set_config('enable_indexscan', 'off', true), set_config('enable_bitmapscan', 'off', true),
      set_config('enable_indexonlyscan', 'off', true)`;
    await sql`
      select technician_id, recorded_at, lat, lng, accuracy_meters from fixes
      where tenant_id = ${PAST.tenant} and recorded_at >= ${new Date(span.from)} and recorded_at < ${new Date(span.until)}
        and lat between ${box.south} and ${box.north} and lng between ${box.west} and ${box.east} and verdict = 'good'
      order by technician_id, recorded_at`;
  });
  return performance.now() - started;
}

async function tableSizes(url: string): Promise<{ fixes: string; cells: string }> {
  const owner = postgres(url, { max: 1 });
  const [row] = await owner<{ fixes: string; cells: string }[]>`
    select pg_size_pretty(sum(pg_total_relation_size(inhrelid))) as fixes,
      pg_size_pretty(pg_total_relation_size('track_cells')) as cells
    from pg_inherits where inhparent = 'fixes'::regclass`;
  await owner.end();
  return row ?? { fixes: "–", cells: "–" };
}

/** Ingest with and without noting squares, in turn. */
async function costOfNoting(shop: Workshop): Promise<void> {
  const { postmaster } = shop.server;
  const load = await shop.start("http-load");
  const noting = await shop.start("ours", { DATABASE_URL: await shop.server.fresh() });
  const plain = await shop.start("without-cells", { DATABASE_URL: await shop.server.fresh() });
  const ratios: { rate: number[]; cpu: number[] } = { rate: [], cpu: [] };
  const rows: string[][] = [];
  for (const [name, request] of [
    ["1 fix per POST", { fixesPerPost: 1, withIds: false, lanes: 256 }],
    ["20 fixes per POST", { fixesPerPost: 20, withIds: false, lanes: 16 }],
  ] as const) {
    const results = { noting: [] as number[], plain: [] as number[], cpu: [] as number[] };
    for (let round = 0; round < shop.rounds; round += 1) {
      const without = await underLoad({ target: plain, postmaster }, load, request);
      const withThem = await underLoad({ target: noting, postmaster }, load, request);
      results.noting.push(withThem.perSecond);
      results.plain.push(without.perSecond);
      results.cpu.push((withThem.node + withThem.postgres) / (without.node + without.postgres));
      ratios.rate.push(withThem.perSecond / without.perSecond);
      ratios.cpu.push(results.cpu.at(-1) ?? Number.NaN);
    }
    rows.push([name, spread(results.plain), spread(results.noting), spread(results.cpu)]);
  }
  printTable(["Ingest", "fixes/s without squares", "with", "CPU × "], rows);
  printAim("fixes per second, with squares / without", median(ratios.rate), { least: 0.9 });
}
