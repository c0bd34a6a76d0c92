import { fixText, TECHNICIANS, technicianId, tenantOf, tokenOf } from "../fleet";
import { HttpLane } from "./http-lane";
import { Percentiles } from "./percentiles";

export interface LoadRequest {
  readonly port: number;
  /** Connections, each with one request under way and technicians of its own. */
  readonly lanes: number;
  /** 1 posts to `location`, more to `locations`. */
  readonly fixesPerPost: number;
  /** Whether every fix carries an id of its sender, as an offline buffer's do. */
  readonly withIds: boolean;
  readonly warmUpMs: number;
  readonly measureMs: number;
}

export interface LoadResult {
  readonly requests: number;
  readonly fixes: number;
  readonly seconds: number;
  /** Milliseconds from request to answer. */
  readonly p50: number;
  readonly p99: number;
}

/** Between two fixes of one batch, milliseconds: close enough that the next batch of the same technician lies after it. */
const BATCH_SPACING_MS = 2;

/**
 * Closed loop: every lane sends its technicians' fixes in turn, as fast as they are answered.
 * @param onMeasuring called when the warm-up is over: time has passed and every technician has been heard once
 * @throws Error at the first answer that is not 2xx
 */
export async function runLoad(request: LoadRequest, onMeasuring: () => void): Promise<LoadResult> {
  const phase = { name: "warm-up" as "warm-up" | "measure" | "over" };
  const waits = new Percentiles();
  let lapsLeft = request.lanes;
  let requests = 0;
  const runLane = async (lane: number) => {
    const connection = await HttpLane.open(request.port);
    let heard = false;
    for (let turn = 0; phase.name !== "over"; turn += 1) {
      const technician = lane + request.lanes * turn;
      if (technician >= TECHNICIANS) {
        turn = -1;
        if (!heard) lapsLeft -= 1;
        heard = true;
        continue;
      }
      const began = performance.now();
      await connection.post(...postOf(technician, request, Date.now()), tokenOf(tenantOf(technician)));
      if (phase.name !== "measure") continue;
      waits.add(performance.now() - began);
      requests += 1;
    }
    connection.close();
  };
  const lanes = Array.from({ length: request.lanes }, (_, lane) => runLane(lane));
  const failed = Promise.all(lanes).then(() => {});
  const passed = async (ms: number) => Promise.race([failed, new Promise((done) => setTimeout(done, ms))]);
  const started = performance.now();
  while (lapsLeft > 0 || performance.now() - started < request.warmUpMs) await passed(20);
  onMeasuring();
  phase.name = "measure";
  const from = performance.now();
  await passed(request.measureMs);
  phase.name = "over";
  const seconds = (performance.now() - from) / 1000;
  const counted = { requests, fixes: requests * request.fixesPerPost, seconds };
  await failed;
  return { ...counted, p50: waits.at(0.5), p99: waits.at(0.99) };
}

let serial = 0;

function postOf(technician: number, request: LoadRequest, now: number): [path: string, body: string] {
  const one = (at: number) => {
    serial += 1;
    return fixText(technician, at, request.withIds ? `${now.toString(36)}-${serial.toString(36)}` : null);
  };
  const path = `/api/v1/field-service/technicians/${technicianId(technician)}`;
  if (request.fixesPerPost === 1) return [`${path}/location`, one(now)];
  const fixes = Array.from({ length: request.fixesPerPost }, (_, index) =>
    one(now - (request.fixesPerPost - 1 - index) * BATCH_SPACING_MS),
  );
  return [`${path}/locations`, `{"fixes":[${fixes.join(",")}]}`];
}
