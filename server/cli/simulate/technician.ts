import { randomAddress } from "@/lib/demo-city/address";
import { metersBetween } from "@/lib/demo-city/plane";
import { between, pick, type Random } from "@/lib/demo-city/random";
import { routeAlong } from "@/lib/demo-city/route";
import type { City, LatLng } from "@/lib/demo-city/types";
import { type Answer, type Api, isOk, isPassing } from "./api";
import { createBackOff, sleep } from "./clock";
import { createFixOutbox } from "./fix-outbox";
import { createPhone } from "./phone";
import { createVan, type Van } from "./van";
import { type DemoTechnician, type Job, readJob, readJobs, readPlace } from "./wire";

const FAILURE_REASONS = [
  "Nobody at home",
  "No access to the meter room",
  "Part missing, new visit needed",
  "Customer asked for another day",
] as const;
const OPEN = new Set(["assigned", "en_route", "running"]);
const SHARE_FAILED = 0.06;
const MOVING_INTERVAL_SECONDS = 5;
const OPENING_LOOKS = 15;
const OPENING_PAUSE_MS = 2_000;

type Options = {
  city: City;
  api: Api;
  technician: DemoTechnician;
  position: number;
  random: Random;
  stop: AbortSignal;
};

/** Lives one technician's working day until told to stop. */
export async function liveTechnician({
  city,
  api,
  technician,
  position,
  random,
  stop,
}: Options): Promise<void> {
  const { id } = technician;

  /** Keeps at it while the server is away; gives back the first answer that means something. */
  const insist = async (send: () => Promise<Answer>): Promise<Answer> => {
    const backOff = createBackOff(random);
    for (;;) {
      const answer = await send();
      if (!isPassing(answer) || stop.aborted) return answer;
      await sleep(backOff.nextPauseMs(), stop);
    }
  };
  const ownJobs = async (): Promise<Job[]> => {
    const answers = await Promise.all(
      ["running", "en_route", "assigned"].map((status) =>
        insist(() => api.get(`/jobs?technician_id=${id}&status=${status}&limit=50`)),
      ),
    );
    // The server may know filters that we do not; what is not ours or not open is none of our business.
    return answers
      .flatMap((answer, rank) => readJobs(answer.body).map((job) => ({ job, rank })))
      .filter(({ job }) => OPEN.has(job.status) && (job.technician_id ?? id) === id)
      .sort((a, b) => a.rank - b.rank || (a.job.window_start ?? "").localeCompare(b.job.window_start ?? ""))
      .map(({ job }) => job);
  };
  const reread = async (job: Job): Promise<Job | null> => {
    const answer = await insist(() => api.get(`/jobs/${job.id}`));
    const now = readJob(answer.body);
    return now && OPEN.has(now.status) && now.technician_id === id ? now : null;
  };
  const act = (job: Job, action: string, body: object = {}) =>
    insist(() => api.post(`/jobs/${job.id}/${action}`, body));

  await insist(() => api.post(`/technicians/${id}/shift/start`, {}));
  const known = readPlace((await insist(() => api.get(`/technicians/${id}/location`))).body);
  let first = (await ownJobs())[0];
  // At the very first start the office is writing its orders just now; the opening scene is set around them.
  for (let looks = 0; !first && !known && looks < OPENING_LOOKS && !stop.aborted; looks += 1) {
    await sleep(OPENING_PAUSE_MS, stop);
    first = (await ownJobs())[0];
  }
  const opening = openingScene({ city, home: technician.home, known, position, first, random });
  const outbox = createFixOutbox({ api, technicianId: id, random, stop });
  const phone = createPhone(technician.behaviour, outbox, random);
  const van = createVan({
    city,
    start: opening.start,
    phone,
    random,
    stop,
    intervalSeconds: MOVING_INTERVAL_SECONDS,
  });

  const work = async (job: Job, seconds: number): Promise<void> => {
    await van.stay(seconds * 0.3, 0);
    const early = await reread(job);
    // The fence should have started it by now. Where GPS could not decide, the technician does.
    if (early && early.status !== "running")
      await act(early, "check-in", { reason: "GPS did not find the site" });
    await van.stay(seconds * 0.7, 14);
    const now = await reread(job);
    if (now?.status !== "running") return;
    if (random() < SHARE_FAILED) await act(now, "fail", { reason: pick(random, FAILURE_REASONS) });
    else await act(now, "complete");
  };

  let workSeconds = opening.workSeconds;
  if (opening.pauseSeconds > 0) await van.stay(opening.pauseSeconds, 0);
  while (!stop.aborted) {
    const job = (await ownJobs())[0];
    if (!job) {
      await van.stay(between(random, 15, 30), 0);
      continue;
    }
    const site = { lat: job.latitude, lng: job.longitude };
    const away = metersBetween(van.place(), site);
    if (job.status === "assigned" && away > 60) {
      const answer = await act(job, "start-travel");
      if (!isOk(answer)) {
        // Somebody moved the job meanwhile, or may not be asked: look again in a moment.
        await van.stay(10, 0);
        const now = await reread(job);
        if (now?.status !== "en_route" && now?.status !== "running") continue;
      }
    }
    if (away > 25) await van.driveTo(site);
    const now = await reread(job);
    if (now) await work(now, workSeconds ?? between(random, 240, 540));
    workSeconds = null;
    if (random() < 0.14) await coffee(city, van, random);
    else await van.stay(between(random, 8, 40), 0);
  }
}

type Opening = { start: LatLng; pauseSeconds: number; workSeconds: number | null };

/**
 * Where the day stands when the curtain rises. A technician with a known position goes on from there; at the very
 * first start a quarter is just pulling up, and the rest are on the way, from half a minute to several minutes off.
 */
function openingScene(input: {
  city: City;
  home: LatLng;
  known: LatLng | null;
  position: number;
  first: Job | undefined;
  random: Random;
}): Opening {
  const { city, home, known, position, first, random } = input;
  if (known) return { start: known, pauseSeconds: between(random, 0, 8), workSeconds: null };
  const site = first ? { lat: first.latitude, lng: first.longitude } : null;
  if (!site) return { start: home, pauseSeconds: between(random, 0, 20), workSeconds: null };
  const { points } = routeAlong(city, home, site);
  const onTheWay = (metersLeft: number) =>
    points.findLast((p) => metersBetween(p, site) > metersLeft) ?? home;
  const turn = position % 3;
  switch (position % 4) {
    case 0:
      return { start: onTheWay(330 + 100 * turn), pauseSeconds: between(random, 0, 6), workSeconds: null };
    case 1:
      return { start: site, pauseSeconds: between(random, 2, 30), workSeconds: 60 + 45 * turn };
    case 2:
      return { start: onTheWay(500 + 250 * turn), pauseSeconds: between(random, 20, 60), workSeconds: null };
    default:
      return { start: onTheWay(900), pauseSeconds: 50 + 40 * turn, workSeconds: null };
  }
}

async function coffee(city: City, van: Van, random: Random): Promise<void> {
  const near = Array.from({ length: 6 }, () => randomAddress(city, random).point).sort(
    (a, b) => metersBetween(a, van.place()) - metersBetween(b, van.place()),
  )[0];
  if (near) await van.driveTo(near);
  await van.stay(between(random, 100, 240), 4);
}
