import { setImmediate } from "node:timers/promises";
import type { TransactionSql } from "postgres";
import { sql } from "@/lib/db/client";
import { isCollision } from "@/lib/db/collision";
import { scopeTo } from "@/lib/db/scope";
import { openWork, type Work } from "@/lib/db/transaction";
import { lockJobs } from "@/lib/jobs/commands/lock-jobs";
import { announce } from "@/lib/realtime/bus";
import { whileBusy } from "../busy-technicians";
import { type FoldedDay, foldDaySteps } from "../fold-day";
import { nextDeadline } from "../process-fix";
import { keptStates } from "../queries/kept-states";
import {
  countHandInputs,
  type DayMaterial,
  dayMaterial,
  hasMoreFixes,
  type RebuildStart,
  rebuildStart,
  staleSince,
} from "../queries/rebuild-material";
import { lockTechnicians, peekTechnician } from "../queries/technicians";
import { REACH_MS } from "../reach";
import { reviseVerdicts } from "../revise-verdicts";
import { packState } from "../stored-state";
import { keyOf, type TechnicianKey } from "../technician-key";
import type { TrackedTechnician } from "../tracked-technician";
import { applyFoldedDay } from "./apply-folded-day";
import { applyFoldedTrips } from "./apply-folded-trips";
import { ensureStates, insertCheckpoints } from "./hot-statements";
import { scheduleClock } from "./schedule";
import { writeVerdicts } from "./write-verdicts";

/** After this many overtaken attempts the last one folds under the lock, so that a busy phone cannot starve it. */
const FREE_ATTEMPTS = 3;

const running = new Map<string, { again: boolean; atMost: number; done: Promise<void> }>();

/**
 * Folds a technician's day again from the earliest fix that came late and makes visits, times and jobs say what the
 * fold says (LOC-8). Idempotent. Callers in this process that come while one is under way share the next one.
 * @param from epoch ms: fold at least from here, even if no fix came late (a job was added, a hand input made)
 * @param atMost leave it to the task when more fixes than this have to be folded
 */
export async function rebuildVisits(
  key: TechnicianKey,
  from: number | null = null,
  atMost: number = Number.POSITIVE_INFINITY,
): Promise<void> {
  if (from !== null) await markStale(key, from);
  const name = keyOf(key);
  const current = running.get(name);
  if (current) {
    // The one under way may have read its fixes before ours were there.
    current.again = true;
    current.atMost = Math.max(current.atMost, atMost);
    return current.done;
  }
  const entry = { again: false, atMost, done: Promise.resolve() };
  running.set(name, entry);
  entry.done = (async () => {
    try {
      do {
        entry.again = false;
        await whileBusy(key, () => rebuildOnce(key, entry.atMost));
      } while (entry.again);
    } finally {
      running.delete(name);
    }
  })();
  return entry.done;
}

async function markStale(key: TechnicianKey, from: number): Promise<void> {
  await sql().begin(async (client) => {
    await scopeTo(client, [key.tenantId]);
    // A hand input may come before the first fix ever; the fences have to know of it all the same.
    await ensureStates(client, [key]);
    await client`
      update tracking_states
      set rebuild_from = least(rebuild_from, to_timestamp(${from}::float8 / 1000)), version = version + 1
      where tenant_id = ${key.tenantId} and technician_id = ${key.technicianId}`;
  });
}

async function rebuildOnce(key: TechnicianKey, atMost: number): Promise<void> {
  for (let attempt = 0; attempt < FREE_ATTEMPTS; attempt += 1) {
    const now = Date.now();
    const gathered = await sql().begin("isolation level repeatable read read only", async (client) => {
      await scopeTo(client, [key.tenantId]);
      return gather(client, key, now, atMost);
    });
    // Folded outside of the transaction: the server ends one whose client says nothing for seconds.
    if (gathered === null) return;
    try {
      if (await carryOut(key, await foldGathered(gathered, now), now)) return;
    } catch (error) {
      // Whoever it met has changed something: the next plan sees it.
      if (!isCollision(error)) throw error;
    }
  }
  await carryOut(key, "under the lock", Date.now());
}

interface Gathered {
  readonly technician: TrackedTechnician;
  readonly start: RebuildStart;
  readonly material: DayMaterial;
}

interface Plan extends Gathered {
  readonly folded: FoldedDay;
}

/** @returns null when there is nothing to fold, or too much for now */
async function gather(
  client: TransactionSql,
  key: TechnicianKey,
  now: number,
  atMost: number,
): Promise<Gathered | null> {
  const rebuildFrom = await staleSince(client, key);
  if (rebuildFrom === null) return null;
  const start = await rebuildStart(client, key, Math.max(rebuildFrom, now - REACH_MS));
  if (Number.isFinite(atMost) && (await hasMoreFixes(client, key, start.at, atMost))) return null;
  // Every job that any fix of the fold may concern, however long ago it began.
  const technician = await peekTechnician(client, { ...key, since: start.at });
  if (!technician) return null;
  return { technician, start, material: await dayMaterial(client, key, start.at) };
}

async function foldGathered(gathered: Gathered, now: number): Promise<Plan> {
  const { technician, start, material } = gathered;
  const folded = await letting(
    foldDaySteps({
      startState: start.state,
      ...material,
      candidates: technician.candidates,
      rules: technician.rules,
      until: now,
    }),
  );
  return { ...gathered, folded };
}

/** The last resort, while everybody else waits for the technician's row. */
async function planUnderLock(client: TransactionSql, key: TechnicianKey, now: number): Promise<Plan | null> {
  await client`select set_config('idle_in_transaction_session_timeout', '60s', true)`;
  const gathered = await gather(client, key, now, Number.POSITIVE_INFINITY);
  return gathered === null ? null : foldGathered(gathered, now);
}

/** Lets others have the event loop between the steps: a long day takes longer than a live fix may wait. */
async function letting<Result>(steps: Generator<void, Result>): Promise<Result> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await setImmediate();
  }
}

/** @returns false when somebody wrote in between and the plan is stale */
async function carryOut(key: TechnicianKey, given: Plan | "under the lock", now: number): Promise<boolean> {
  const done = await sql().begin(async (client) => {
    await scopeTo(client, [key.tenantId]);
    const since = given === "under the lock" ? now - REACH_MS : given.start.at;
    const locked = (await lockTechnicians(client, [{ ...key, since }])).get(keyOf(key));
    if (!locked) return { seq: 0, ok: true };
    const { unit, flush } = openWork(client, key.tenantId);
    // With the jobs locked too, no dispatcher can end one, or check somebody in, between the plan and its effect.
    await lockJobs(
      unit,
      [key.technicianId],
      locked.candidates.map((job) => job.jobId),
    );
    const plan = given === "under the lock" ? await planUnderLock(client, key, now) : given;
    if (plan === null) return { seq: 0, ok: true };
    if (given !== "under the lock" && !(await stillHolds(client, key, given))) return { seq: 0, ok: false };
    await settlePlan(unit, client, key, plan, now);
    return { seq: await flush(), ok: true };
  });
  if (done.seq > 0) announce([{ tenantId: key.tenantId, seq: done.seq, positions: [] }]);
  return done.ok;
}

/**
 * Folds a technician's day again inside of a transaction that holds him and his jobs, from `rebuild_from` on.
 * @param now epoch ms
 */
export async function rebuildUnderLock(
  unit: Work,
  client: TransactionSql,
  key: TechnicianKey,
  now: number,
): Promise<void> {
  const plan = await planUnderLock(client, key, now);
  if (plan !== null) await settlePlan(unit, client, key, plan, now);
}

async function settlePlan(
  unit: Work,
  client: TransactionSql,
  key: TechnicianKey,
  plan: Plan,
  now: number,
): Promise<void> {
  await applyFoldedDay(unit, plan.technician, plan.start.at, plan.folded, now);
  const underWay = plan.start.state.motion?.trip?.startedAt ?? null;
  const { trips } = plan.folded;
  await applyFoldedTrips(unit, client, plan.technician, { start: plan.start.at, underWay, trips }, now);
  const revised = reviseVerdicts(plan.material.verdicts, plan.folded.results);
  await writeVerdicts(client, key, plan.start.at, revised);
  await settleState(client, key, plan);
  const deadline = nextDeadline(plan.folded.state, plan.technician.rules);
  if (deadline !== null) await scheduleClock(unit, key.technicianId, deadline);
}

/** Whether a plan made without the lock would come out the same now: same fixes, same jobs, same rules, same hand inputs. */
async function stillHolds(client: TransactionSql, key: TechnicianKey, plan: Plan): Promise<boolean> {
  const now = await peekTechnician(client, { ...key, since: plan.start.at });
  if (!now || now.version !== plan.technician.version) return false;
  const { candidates, rules } = plan.technician;
  if (JSON.stringify([now.candidates, now.rules]) !== JSON.stringify([candidates, rules])) return false;
  return (await countHandInputs(client, key, plan.start.at)) === plan.material.handInputs.length;
}

/** The folded state becomes the state; a checkpoint stands where the fold began, those after the change are void. */
async function settleState(
  client: TransactionSql,
  key: TechnicianKey,
  { start, folded }: Plan,
): Promise<void> {
  await client`
    update tracking_states
    set state = ${JSON.stringify(packState(folded.state))}::text::jsonb, rebuild_from = null, version = version + 1
    where tenant_id = ${key.tenantId} and technician_id = ${key.technicianId}`;
  // It may hold places that were erased, and nobody will ask for that version again.
  keptStates.delete(keyOf(key));
  await client`
    delete from tracking_checkpoints
    where tenant_id = ${key.tenantId} and technician_id = ${key.technicianId}
      and at > to_timestamp(${start.from}::float8 / 1000)`;
  await insertCheckpoints(client, [{ ...key, at: start.at, state: start.state }]);
}
