import { between, pick, type Random } from "@/lib/demo-city/random";
import type { City, LatLng } from "@/lib/demo-city/types";
import { type Answer, type Api, isOk, isPassing } from "./api";
import { createBackOff, sleep } from "./clock";
import { type DemoTechnician, type DemoTenant, type Job, readJobs } from "./wire";
import { type Trade, writeWorkOrder } from "./work-orders";

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const LOOK_EVERY_MS = 20_000;
/** Jobs per technician that the office keeps planned. */
const PLANNED_EACH = 2;

type Options = { city: City; api: Api; tenant: DemoTenant; random: Random; stop: AbortSignal };

/** Where the technician's planned jobs end, or home when there are none. */
function placeOf(technician: DemoTechnician, jobs: readonly Job[]): LatLng {
  const last = jobs.findLast((job) => job.technician_id === technician.id);
  return last ? { lat: last.latitude, lng: last.longitude } : technician.home;
}

/** Keeps the day from ending: tops up each technician's list, leaves a few jobs unassigned and one or two late. */
export async function runOffice({ city, api, tenant, random, stop }: Options): Promise<void> {
  const trade: Trade = tenant.slug.includes("cool") || tenant.name.includes("Cool") ? "cooling" : "fibre";
  const large = tenant.technicians.length > 8;
  const pendingWanted = large ? 3 : 1;
  const lateWanted = large ? 2 : 1;
  const mostOpen = tenant.technicians.length * PLANNED_EACH + pendingWanted + lateWanted;
  const backOff = createBackOff(random);

  let complaint = "";
  /** Whether it worked. A refusal for good is said once, not every 20 seconds. */
  const worked = (what: string, answer: Answer): boolean => {
    if (isOk(answer)) return true;
    const said = `${what} answered ${answer.status}: ${JSON.stringify(answer.body)?.slice(0, 200)}`;
    if (!isPassing(answer) && said !== complaint)
      console.error(`simulate: office of ${tenant.name}: ${said}`);
    complaint = said;
    return false;
  };
  const create = async (startMs: number, endMs: number, technician: { id: string; near: LatLng } | null) =>
    worked(
      "POST /jobs",
      await api.post("/jobs", writeWorkOrder(city, random, trade, startMs, endMs, technician)),
    );

  const look = async (): Promise<boolean> => {
    const jobs: Job[] = [];
    for (const status of ["pending", "assigned", "en_route", "running", "on_hold"]) {
      const answer = await api.get(`/jobs?status=${status}&limit=200`);
      if (!worked("GET /jobs", answer)) return false;
      for (const job of readJobs(answer.body)) if (job.status === status) jobs.push(job);
    }
    let open = jobs.length;
    const nowMs = Date.now();
    const pending = jobs.filter((job) => job.status === "pending");
    for (const technician of tenant.technicians) {
      const own = jobs.filter((job) => job.technician_id === technician.id);
      if (own.length >= PLANNED_EACH || open >= mostOpen || stop.aborted) continue;
      const waiting = pending[0];
      if (waiting && pending.length >= pendingWanted && random() < 0.4) {
        const answer = await api.post(`/jobs/${waiting.id}/assign/${technician.id}`, {});
        if (answer.status !== 409 && !worked("assign", answer)) return false;
        pending.shift();
        continue;
      }
      const lastEnd = Math.max(nowMs, ...own.map((job) => Date.parse(job.window_end ?? "") || nowMs));
      // Windows follow each other, though never so far ahead that the day would look empty in between.
      const start = Math.min(nowMs + 60 * MINUTE, Math.floor(lastEnd / QUARTER) * QUARTER);
      if (!(await create(start, start + 60 * MINUTE, { id: technician.id, near: placeOf(technician, own) })))
        return false;
      open++;
    }
    if (pending.length < pendingWanted && open < mostOpen) {
      const start = Math.ceil(nowMs / QUARTER) * QUARTER + Math.floor(between(random, 0, 6)) * QUARTER;
      if (!(await create(start, start + 60 * MINUTE, null))) return false;
      open++;
    }
    const late = jobs.filter(
      (job) => job.status === "assigned" && Date.parse(job.window_end ?? "") < nowMs,
    ).length;
    if (late < lateWanted && open < mostOpen) {
      const busy = tenant.technicians.filter((technician) =>
        jobs.some((job) => job.technician_id === technician.id && job.status === "running"),
      );
      if (busy.length > 0) {
        const unlucky = pick(random, busy);
        const end = nowMs - between(random, 4, 18) * MINUTE;
        if (!(await create(end - 60 * MINUTE, end, { id: unlucky.id, near: placeOf(unlucky, jobs) })))
          return false;
      }
    }
    return true;
  };

  while (!stop.aborted) {
    if (await look()) {
      backOff.succeeded();
      await sleep(LOOK_EVERY_MS, stop);
    } else {
      await sleep(backOff.nextPauseMs(), stop);
    }
  }
}
