import type { TransactionSql } from "postgres";
import { sql } from "@/lib/db/client";
import { scopeTo } from "@/lib/db/scope";
import { drizzleOver, openWork } from "@/lib/db/transaction";
import { announce } from "@/lib/realtime/bus";
import { type FoldedDay, foldDay } from "../fold-day";
import { nextDeadline } from "../process-fix";
import { keyOf, lockTechnicians, peekTechnician, type TechnicianKey } from "../queries";
import { REACH_MS } from "../reach";
import { type DayMaterial, dayMaterial, rebuildStart } from "../rebuild-material";
import type { TrackedTechnician } from "../tracked-technician";
import { applyFoldedDay } from "./apply-folded-day";
import { scheduleClock } from "./schedule";

/** After this many overtaken attempts the last one folds under the lock, so that a busy phone cannot starve it. */
const FREE_ATTEMPTS = 3;

const running = new Map<string, { again: boolean; done: Promise<void> }>();

/**
 * Folds a technician's day again from the earliest fix that came late and makes visits, times and jobs say what the
 * fold says (LOC-8). Idempotent. Callers in this process that come while one is under way share the next one.
 * @param from epoch ms: fold at least from here, even if no fix came late (a job was added, a hand input made)
 */
export async function rebuildVisits(key: TechnicianKey, from: number | null = null): Promise<void> {
  if (from !== null) await markStale(key, from);
  const name = keyOf(key);
  const current = running.get(name);
  if (current) {
    // The one under way may have read its fixes before ours were there.
    current.again = true;
    return current.done;
  }
  const entry = { again: false, done: Promise.resolve() };
  running.set(name, entry);
  entry.done = (async () => {
    try {
      do {
        entry.again = false;
        await rebuildOnce(key);
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
    await client`
      update tracking_states
      set rebuild_from = least(rebuild_from, to_timestamp(${from}::float8 / 1000)), version = version + 1
      where tenant_id = ${key.tenantId} and technician_id = ${key.technicianId}`;
  });
}

async function rebuildOnce(key: TechnicianKey): Promise<void> {
  for (let attempt = 0; attempt < FREE_ATTEMPTS; attempt += 1) {
    const now = Date.now();
    const plan = await sql().begin("isolation level repeatable read read only", async (client) => {
      await scopeTo(client, [key.tenantId]);
      return planRebuild(client, await peekTechnician(client, key, now - REACH_MS), now);
    });
    if (plan === null || (await carryOut(key, plan, now))) return;
  }
  await carryOut(key, "under the lock", Date.now());
}

interface Plan {
  readonly technician: TrackedTechnician;
  readonly material: DayMaterial;
  readonly folded: FoldedDay;
}

async function planRebuild(
  client: TransactionSql,
  technician: TrackedTechnician | undefined,
  now: number,
): Promise<Plan | null> {
  if (!technician || technician.rebuildFrom === null) return null;
  const start = await rebuildStart(client, technician, Math.max(technician.rebuildFrom, now - REACH_MS));
  const material = await dayMaterial(client, technician, start);
  const folded = foldDay({
    startState: start.state,
    fixes: material.fixes,
    handInputs: material.handInputs,
    candidates: technician.candidates,
    rules: technician.rules,
    until: now,
  });
  return { technician, material, folded };
}

/** @returns false when somebody wrote in between and the plan is stale */
async function carryOut(key: TechnicianKey, given: Plan | "under the lock", now: number): Promise<boolean> {
  const done = await sql().begin(async (client) => {
    await scopeTo(client, [key.tenantId]);
    const technician = (await lockTechnicians(client, [key], now - REACH_MS)).get(keyOf(key));
    if (!technician) return { seq: 0, ok: true };
    const plan = given === "under the lock" ? await planRebuild(client, technician, now) : given;
    if (plan === null) return { seq: 0, ok: true };
    if (technician.version !== plan.technician.version) return { seq: 0, ok: false };
    const { unit, flush } = openWork(drizzleOver(client), key.tenantId);
    await applyFoldedDay(unit, technician, Math.max(plan.material.start, 0), plan.folded, now);
    await client`
      update tracking_states
      set state = ${JSON.stringify(plan.folded.state)}::text::jsonb, rebuild_from = null, version = version + 1
      where tenant_id = ${key.tenantId} and technician_id = ${key.technicianId}`;
    await client`
      delete from tracking_checkpoints
      where tenant_id = ${key.tenantId} and technician_id = ${key.technicianId}
        and at > to_timestamp(${plan.material.from}::float8 / 1000)`;
    const deadline = nextDeadline(plan.folded.state, technician.rules);
    if (deadline !== null) await scheduleClock(unit, key.technicianId, deadline);
    return { seq: await flush(), ok: true };
  });
  if (done.seq > 0) await announce([{ tenantId: key.tenantId, seq: done.seq, positions: [] }]);
  return done.ok;
}
