import { fixText, TENANTS, technicianId, tenantOf, tokenOf } from "../fleet";
import { serveParent } from "../in-child";
import { HttpLane } from "./http-lane";
import { Percentiles } from "./percentiles";
import { openViewer } from "./viewer";

export interface MovingFleetRequest {
  readonly port: number;
  readonly technicians: number;
  /** Of the whole fleet. */
  readonly fixesPerSecond: number;
  readonly viewersPerTenant: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
}

/** Milliseconds; NaN when nothing came. */
export interface Waits {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** All technicians of the first tenants, as many as asked for; 50 each. */
function fleetOf(count: number): number[] {
  const tenants = Math.ceil(count / 50);
  return Array.from(
    { length: count },
    (_, index) => (index % tenants) + TENANTS * Math.floor(index / tenants),
  );
}

/**
 * Phones and consoles in one process, so that both ends read one clock: a wait lasts from just before the request is
 * written until a viewer's handler has the frame. Open loop: a slow answer delays nobody else's fix.
 */
async function run(
  request: MovingFleetRequest,
  progress: (said: string) => void,
): Promise<{ acks: Waits; screens: Waits; missing: number }> {
  const technicians = fleetOf(request.technicians);
  const tenants = [...new Set(technicians.map(tenantOf))];
  const sentAt = new Map<string, number>();
  const screens = new Percentiles();
  const acks = new Percentiles();
  let expected = 0;
  let measuring = false;
  const viewers = await Promise.all(
    tenants.flatMap((tenant) =>
      Array.from({ length: request.viewersPerTenant }, () =>
        openViewer({
          port: request.port,
          token: tokenOf(tenant),
          format: "compact",
          onPositions: (rows) => {
            const now = performance.now();
            for (const [number, , , seconds] of rows) {
              const sent = sentAt.get(`${number}@${seconds}`);
              if (sent !== undefined) screens.add(now - sent);
            }
          },
        }),
      ),
    ),
  );
  const lanes = await Promise.all(technicians.map(() => HttpLane.open(request.port)));
  const everyMs = 1000 / request.fixesPerSecond;
  const total = Math.round((request.warmUpMs + request.measureMs) / everyMs);
  // A whole second of its own per fix, so that a compact row names its fix exactly; none lies ahead, and none so far back
  // that the server would take the phones for silent ones.
  const firstSecond = Math.floor(Date.now() / 1000) - Math.ceil(total / technicians.length);
  const post = async (turn: number) => {
    const index = turn % technicians.length;
    const technician = technicians[index] ?? 0;
    const second = firstSecond + Math.floor(turn / technicians.length);
    const body = fixText(technician, second * 1000, null);
    const path = `/api/v1/field-service/technicians/${technicianId(technician)}/location`;
    const counted = measuring;
    const began = performance.now();
    if (counted) {
      sentAt.set(`${technician + 1}@${second}`, began);
      expected += request.viewersPerTenant;
    }
    await lanes[index]?.post(path, body, tokenOf(tenantOf(technician)));
    if (counted) acks.add(performance.now() - began);
  };
  const begun = performance.now();
  const posts: Promise<void>[] = [];
  for (let turn = 0; turn < total; turn += 1) {
    const due = begun + turn * everyMs - performance.now();
    if (due > 0) await new Promise((done) => setTimeout(done, due));
    if (!measuring && performance.now() - begun >= request.warmUpMs) {
      measuring = true;
      progress("measuring");
    }
    posts.push(post(turn));
  }
  await Promise.all(posts);
  const patience = performance.now() + 2_000;
  while (screens.count < expected && performance.now() < patience)
    await new Promise((done) => setTimeout(done, 10));
  for (const viewer of viewers) viewer.close();
  for (const lane of lanes) lane.close();
  return { acks: waitsOf(acks), screens: waitsOf(screens), missing: expected - screens.count };
}

function waitsOf(waits: Percentiles): Waits {
  return { count: waits.count, p50: waits.at(0.5), p95: waits.at(0.95), p99: waits.at(0.99) };
}

serveParent({ port: 0 }, run);
