import { destinationPoint } from "@/lib/geo/destination";
import { siteOf, technicianId, tenantOf, tokenOf } from "../fleet";
import { serveParent } from "../in-child";
import { HttpLane } from "./http-lane";

export interface BacklogRequest {
  readonly port: number;
  /** Phones that come back one after the other. */
  readonly technicians: readonly number[];
  readonly fixesPerPhone: number;
  readonly forMs: number;
}

export interface BacklogResult {
  readonly fixes: number;
  readonly seconds: number;
}

const BATCH = 1_000;
const STEP_MS = 4_000;

/** Where somebody is at his n-th fix: 20 at the first of his sites, 5 on the way, 20 at the next, round and round. */
function placeOf(technician: number, index: number) {
  const stop = Math.floor(index / 25);
  const site = siteOf(technician, stop % 5);
  return index % 25 < 20 ? destinationPoint(site, (index * 40) % 360, 10) : destinationPoint(site, 0, 600);
}

/** A day's fixes newest first, in requests of 1,000, each after the answer to the one before. */
async function upload(lane: HttpLane, technician: number, fixes: number, until: number): Promise<number> {
  const from = Date.now() - fixes * STEP_MS;
  const path = `/api/v1/field-service/technicians/${technicianId(technician)}/locations`;
  let sent = 0;
  for (let end = fixes; end > 0 && performance.now() < until; end -= BATCH) {
    const batch = [];
    for (let index = end - 1; index >= Math.max(0, end - BATCH); index -= 1) {
      const { lat, lng } = placeOf(technician, index);
      const recorded = new Date(from + index * STEP_MS).toISOString();
      batch.push(`{"latitude":${lat},"longitude":${lng},"accuracy":8,"recorded_at":"${recorded}"}`);
    }
    await lane.post(path, `{"fixes":[${batch.join(",")}]}`, tokenOf(tenantOf(technician)));
    sent += batch.length;
  }
  return sent;
}

/** @throws Error at the first answer that is not 2xx */
async function run({ port, technicians, fixesPerPhone, forMs }: BacklogRequest): Promise<BacklogResult> {
  const lane = await HttpLane.open(port);
  const began = performance.now();
  let fixes = 0;
  for (const technician of technicians) {
    if (performance.now() - began >= forMs) break;
    fixes += await upload(lane, technician, fixesPerPhone, began + forMs);
  }
  lane.close();
  return { fixes, seconds: (performance.now() - began) / 1000 };
}

serveParent({ port: 0 }, run);
