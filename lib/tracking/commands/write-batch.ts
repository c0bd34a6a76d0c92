import type { TransactionSql } from "postgres";
import { sql } from "@/lib/db/client";
import { scopeToLookups } from "@/lib/db/scope";
import { openWork } from "@/lib/db/transaction";
import { announce } from "@/lib/realtime/bus";
import type { Hint, MovedPosition } from "@/lib/realtime/hint";
import { BACKLOG_PAUSE_MS, LIVE_LIMIT } from "../backlog";
import { withClaimedJob } from "../claimed-job";
import type { DecidedTransition } from "../decided-transition";
import { type FoldedBatch, foldBatch } from "../fold-batch";
import { staleFrom } from "../process-fix";
import { keptStates } from "../queries/kept-states";
import { lockTechnicians } from "../queries/technicians";
import { REACH_MS } from "../reach";
import { type Receipt, receiptKey } from "../receipt";
import type { IncomingFix } from "../schema";
import { type SiftedFixes, siftFixes } from "../sift-fixes";
import { type Submission, type SubmissionOutcome, submissionOutcome } from "../submission";
import { keyOf, type TechnicianSpan } from "../technician-key";
import type { TrackedTechnician } from "../tracked-technician";
import { staysInSquare } from "../visited-cells";
import {
  claimReceipts,
  ensureStates,
  insertCheckpoints,
  insertFixes,
  type JudgedFix,
  releaseReceipts,
  writePositions,
  writeStates,
} from "./hot-statements";
import { noteCells } from "./note-cells";
import { scheduleClock, scheduleRebuild } from "./schedule";
import { sealFixes } from "./seal-fixes";
import { settleTransitions } from "./settle-transitions";
import { settleTrips } from "./write-trips";

interface Folded {
  readonly technician: TrackedTechnician;
  readonly batch: FoldedBatch;
}

/**
 * Writes everything that waits in one transaction (ARCHITECTURE: the life of a fix): locks the technicians, judges
 * their fixes in time order, writes each table once, numbers the events last, and hints after the commit.
 * @returns one outcome per submission, in order
 */
export async function writeBatch(submissions: readonly Submission[]): Promise<readonly SubmissionOutcome[]> {
  const byTechnician = groupByTechnician(submissions);
  const spans = [...byTechnician.values()].flatMap((group) => spanOf(group, Date.now()));
  const tenantIds = [...new Set(spans.map((span) => span.tenantId))].sort();
  const hints: Hint[] = [];
  const folded = new Map<string, Folded>();
  const outcomes = await sql().begin(async (client) => {
    const [, found, claimed] = await Promise.all([
      scopeToLookups(client, tenantIds),
      lockTechnicians(client, spans),
      claimReceipts(client, distinctReceipts(submissions)),
    ]);
    const technicians = found.size < spans.length ? await lockNewcomers(client, spans, found) : found;
    const sifted = siftFixes(submissions, technicians, claimed);
    const { resent, offShift } = sifted;
    for (const [key, technician] of technicians) {
      const fixes = (byTechnician.get(key) ?? []).flatMap((one) =>
        one.fixes.filter((fix) => !resent.has(fix) && !offShift.has(fix)),
      );
      folded.set(key, { technician, batch: foldBatch(technician, fixes) });
    }
    if (offShift.size > 0) await putAside(client, sifted);
    const storedLate = await store(client, [...folded.values()]);
    const decided = new Map<string, readonly DecidedTransition[]>();
    const byTenant = groupByTenant(folded.values());
    // Tenants go side by side: their statements share the connection, and none waits for the answers to another one's.
    const settled = await Promise.all(
      tenantIds.map((id) => settle(client, id, byTenant.get(id) ?? [], storedLate, decided)),
    );
    // Counters last, in id order: no tenant waits while another one's visits are written.
    const numbers = await Promise.all(settled.map(({ flush }) => flush()));
    for (const [index, { tenantId, positions }] of settled.entries())
      hints.push({ tenantId, seq: numbers[index] ?? 0, positions });
    return submissions.map((submission) =>
      submissionOutcome(submission, {
        batch: folded.get(keyOf(submission))?.batch ?? null,
        resent,
        offShift,
        storedLate,
        decided: decided.get(keyOf(submission)) ?? [],
      }),
    );
  });
  for (const [key, { technician, batch }] of folded) {
    if (batch.fixes.length > 0) keptStates.set(key, { version: technician.version + 1, state: batch.state });
  }
  announce(hints.filter((hint) => hint.seq > 0 || hint.positions.length > 0));
  return outcomes;
}

function groupByTechnician(submissions: readonly Submission[]): ReadonlyMap<string, Submission[]> {
  const groups = new Map<string, Submission[]>();
  for (const submission of submissions) {
    const group = groups.get(keyOf(submission));
    if (group) group.push(submission);
    else groups.set(keyOf(submission), [submission]);
  }
  return groups;
}

function groupByTenant(folded: Iterable<Folded>): ReadonlyMap<string, Folded[]> {
  const groups = new Map<string, Folded[]>();
  for (const one of folded) {
    const group = groups.get(one.technician.tenantId);
    if (group) group.push(one);
    else groups.set(one.technician.tenantId, [one]);
  }
  return groups;
}

/** A phone that was offline brings fixes of jobs that have ended since: its visits there were as real as any. */
function spanOf(group: readonly Submission[], now: number): TechnicianSpan[] {
  const [first] = group;
  if (!first) return [];
  let earliest = now;
  for (const { fixes } of group) for (const { fix } of fixes) earliest = Math.min(earliest, fix.at);
  const { tenantId, technicianId } = first;
  return [{ tenantId, technicianId, since: Math.max(earliest, now - REACH_MS), shiftsSince: earliest }];
}

/** First fix of a technician ever: make the row, then lock it like the others. */
async function lockNewcomers(
  client: TransactionSql,
  spans: readonly TechnicianSpan[],
  found: ReadonlyMap<string, TrackedTechnician>,
): Promise<ReadonlyMap<string, TrackedTechnician>> {
  const missing = spans.filter((span) => !found.has(keyOf(span)));
  await ensureStates(client, missing);
  return new Map([...found, ...(await lockTechnicians(client, missing))]);
}

function distinctReceipts(submissions: readonly Submission[]): Receipt[] {
  const receipts = new Map<string, Receipt>();
  for (const { tenantId, technicianId, fixes } of submissions) {
    for (const { clientId } of fixes) {
      if (clientId === null) continue;
      const receipt = { tenantId, technicianId, clientId };
      receipts.set(receiptKey(receipt), receipt);
    }
  }
  return [...receipts.values()];
}

/** Fixes from outside of every shift: nothing of them stays that anybody could read, not even their ids. */
async function putAside(client: TransactionSql, { offShift, unused }: SiftedFixes): Promise<void> {
  const untracked = [...offShift].map(([incoming, { tenantId, technicianId }]) => ({
    tenantId,
    technicianId,
    incoming,
  }));
  await Promise.all([releaseReceipts(client, unused), sealFixes(client, untracked, Date.now())]);
}

/** Writes fixes, states, positions and checkpoints; answers the ids of late fixes that were new. */
async function store(client: TransactionSql, all: readonly Folded[]): Promise<ReadonlySet<string>> {
  const fresh: JudgedFix[] = [];
  const late: JudgedFix[] = [];
  const moved: JudgedFix[] = [];
  for (const { technician, batch } of all) {
    for (const { incoming: sent, result } of batch.fixes) {
      if (result.verdict === "duplicate") continue;
      const { tenantId, technicianId } = technician;
      const incoming = withClaimedJob(sent, technician.candidates);
      const judged = { tenantId, technicianId, incoming, verdict: result.verdict, reason: result.reason };
      (result.verdict === "late" ? late : fresh).push(judged);
      if (!staysInSquare(technician.state, incoming.fix)) moved.push(judged);
    }
  }
  // Late ones first and alone: only those that are really new make the visits be folded again.
  const storedLate = await insertFixes(client, late, true);
  await Promise.all([
    insertFixes(client, fresh, false),
    noteCells(client, moved),
    writeStates(
      client,
      all.flatMap(({ technician: { tenantId, technicianId }, batch }) => {
        if (batch.fixes.length === 0) return [];
        return { tenantId, technicianId, state: batch.state, rebuildFrom: earliestLate(batch, storedLate) };
      }),
    ),
    writePositions(
      client,
      all.flatMap(({ technician: { tenantId, technicianId }, batch }) =>
        batch.marker ? [{ tenantId, technicianId, incoming: batch.marker }] : [],
      ),
    ),
    insertCheckpoints(
      client,
      all.flatMap(({ technician: { tenantId, technicianId }, batch }) =>
        batch.checkpoints.map((checkpoint) => ({ tenantId, technicianId, ...checkpoint })),
      ),
    ),
  ]);
  return storedLate;
}

function earliestLate(batch: FoldedBatch, storedLate: ReadonlySet<string>): number | null {
  let earliest: number | null = null;
  for (const { incoming, result } of batch.fixes) {
    if (result.verdict === "late" && !storedLate.has(incoming.fix.fixId)) continue;
    const from = staleFrom(incoming.fix.at, result);
    if (from !== null) earliest = Math.min(earliest ?? from, from);
  }
  return earliest;
}

interface Settled {
  readonly tenantId: string;
  readonly positions: readonly MovedPosition[];
  /** Numbers and stores the tenant's events. */
  flush(): Promise<number>;
}

/** Visits, jobs and tasks of one tenant; the common batch has none and costs nothing here. */
async function settle(
  client: TransactionSql,
  tenantId: string,
  folded: readonly Folded[],
  storedLate: ReadonlySet<string>,
  decided: Map<string, readonly DecidedTransition[]>,
): Promise<Settled> {
  const positions = folded.flatMap(({ technician, batch }) =>
    batch.marker ? [movedOf(technician.number, batch.marker)] : [],
  );
  const eventful = folded.filter(
    ({ batch }) =>
      batch.transitions.length > 0 ||
      batch.trips.length > 0 ||
      batch.newDeadline !== null ||
      earliestLate(batch, storedLate) !== null,
  );
  if (eventful.length === 0) return { tenantId, positions, flush: async () => 0 };
  const { unit, flush } = openWork(client, tenantId);
  const moved = eventful.filter(({ batch }) => batch.transitions.length > 0);
  if (moved.length > 0) {
    const happened = moved.map(({ technician, batch }) => ({ technician, transitions: batch.transitions }));
    for (const [technicianId, told] of await settleTransitions(unit, happened, Date.now()))
      decided.set(keyOf({ tenantId, technicianId }), told);
  }
  const driven = eventful.filter(({ batch }) => batch.trips.length > 0);
  if (driven.length > 0) {
    const steps = driven.map(({ technician, batch }) => ({ technician, steps: batch.trips }));
    await settleTrips(unit, client, steps, Date.now());
  }
  for (const { technician, batch } of eventful) {
    // Of a backlog more is to come, which the clock must not overtake.
    const pause = batch.fixes.length > LIVE_LIMIT ? Date.now() + BACKLOG_PAUSE_MS : undefined;
    if (batch.newDeadline !== null)
      await scheduleClock(unit, technician.technicianId, Math.max(batch.newDeadline, pause ?? 0));
    if (earliestLate(batch, storedLate) !== null) await scheduleRebuild(unit, technician.technicianId, pause);
  }
  return { tenantId, positions, flush };
}

function movedOf(number: number, { fix }: IncomingFix): MovedPosition {
  const { point, at, accuracyMeters, speedMps, headingDegrees, batteryPercent } = fix;
  return [number, point.lat, point.lng, at, accuracyMeters, speedMps, headingDegrees, batteryPercent];
}
