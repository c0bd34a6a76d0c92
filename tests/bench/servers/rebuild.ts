import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { destinationPoint } from "@/lib/geo/destination";
import { newId } from "@/lib/id";
import { rebuildVisits } from "@/lib/tracking/commands/rebuild-visits";
import { writeBatch } from "@/lib/tracking/commands/write-batch";
import type { IncomingFix } from "@/lib/tracking/schema";
import { siteOf, technicianId, tenantId, tenantOf } from "../fleet";
import { serveParent } from "../in-child";
import { naiveRebuild } from "../peers/naive-rebuild";

export interface RebuildRequest {
  readonly way: "ours" | "naive";
  readonly technician: number;
  readonly fixes: number;
}

export interface RebuildResult {
  readonly seconds: number;
  readonly visits: number;
}

/** Fixes of one day lie this far apart, milliseconds: 2,000 of them fill nearly 17 hours. */
const STEP_MS = 30_000;
const BATCH = 1_000;

const owner = postgres(process.env.DATABASE_URL ?? "", { max: 2, onnotice: () => {} });
const db = drizzle(owner, { casing: "snake_case" });

/** 20 fixes at a site and 5 on the way to the next of six. */
function fixOf(technician: number, at: number, index: number): IncomingFix {
  const site = siteOf(technician, Math.floor(index / 25) % 6);
  const point =
    index % 25 < 20 ? destinationPoint(site, (index * 40) % 360, 10) : destinationPoint(site, 0, 600);
  const rest = { headingDegrees: null, altitudeMeters: null, batteryPercent: null, activity: null };
  const fix = { fixId: newId(at), at, receivedAt: Date.now(), point, accuracyMeters: 8, speedMps: 0 };
  return { fix: { ...fix, ...rest, mock: false, source: "api" }, clientId: null, jobId: null };
}

/** A day that is stored and not yet folded: what a phone leaves behind that comes back in the evening. */
async function storeDay(technician: number, count: number): Promise<void> {
  const key = { tenantId: tenantId(tenantOf(technician)), technicianId: technicianId(technician) };
  const now = Date.now();
  await writeBatch([{ ...key, fixes: [fixOf(technician, now, 24)] }]);
  const from = now - count * STEP_MS;
  const day = Array.from({ length: count - 1 }, (_, index) =>
    fixOf(technician, from + index * STEP_MS, index),
  );
  for (let next = 0; next < day.length; next += BATCH) {
    await writeBatch([{ ...key, fixes: day.slice(next, next + BATCH) }]);
  }
}

async function run({ way, technician, fixes }: RebuildRequest): Promise<RebuildResult> {
  await storeDay(technician, fixes);
  const key = { tenantId: tenantId(tenantOf(technician)), technicianId: technicianId(technician) };
  const began = performance.now();
  if (way === "ours") await rebuildVisits(key);
  else await naiveRebuild(db, key.tenantId, key.technicianId);
  const seconds = (performance.now() - began) / 1000;
  const [row] = await owner<{ visits: number }[]>`
    select count(*)::int as visits from visits where technician_id = ${key.technicianId}`;
  return { seconds, visits: row?.visits ?? 0 };
}

serveParent({ port: 0 }, run, () => owner.end());
