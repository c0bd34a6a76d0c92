import { setImmediate } from "node:timers/promises";
import type { TransactionSql } from "postgres";
import { sql } from "@/lib/db/client";
import { scopeToLookups } from "@/lib/db/scope";
import { sqlErrorOf } from "@/lib/db/sql-error";
import { AppError } from "@/lib/errors";
import { firstUpTo } from "../areas/groups";
import { HOUR_MS, hourRuns, lengthOf, portions, type Run } from "../areas/hour-runs";
import type { SearchedArea } from "../areas/searched-area";
import type { Piece } from "../areas/stretches";
import { AreaWatch } from "../areas/watch";
import type { AreaStay } from "../stays-in-area";
import { type AreaHours, areaHours } from "./area-hours";
import { fixesAround } from "./fixes-around";
import { hoursInside } from "./hours-inside";

/** After this a page ends where it is, milliseconds; whoever asks goes on with its cursor. */
const PAGE_MS = 2_000;
/** One stay that takes longer to read than this is too much for anybody to look at, milliseconds. */
const GIVE_UP_MS = 12_000;
const STATEMENT_MS = 5_000;
/** Technicians' time that is read at once. */
const PORTION_MS = 24 * HOUR_MS;
/** Fewer fixes than this are read in about the time that it takes to ask for them. */
const FEW_FIXES = 4_000;
/** Times as long at most: nobody knows how much the next ones hold, and a statement has its limit. */
const MOST_PORTIONS = 4;
/** Fixes between two breaths of the event loop: some milliseconds. */
const BREATH_FIXES = 1_000;

export interface AreaQuery {
  readonly area: SearchedArea;
  readonly span: Run;
  /** Only these; null: everybody. */
  readonly technicianIds: readonly string[] | null;
  /** Stays of one page. */
  readonly limit: number;
  readonly after: AreaCursor | null;
}

/** With whom to go on, from when on, and when he was last known outside before that (epoch ms; null: not yet). */
export type AreaCursor = readonly [technicianId: string, from: number, outsideAt: number | null];

export interface FoundStay extends AreaStay {
  readonly technicianId: string;
}

export interface AreaPage {
  /** By technician, then time. */
  readonly stays: readonly FoundStay[];
  readonly next: AreaCursor | null;
}

/**
 * Stays in an area, found by the squares it touches, then by the hours with a fix in its box, and told from the stored fixes. Exact: late fixes count like live ones.
 * A page ends when it is full or has taken two seconds.
 * @throws AppError impossible when even one part of it takes too long
 */
export async function searchArea(tenantId: string, query: AreaQuery): Promise<AreaPage> {
  try {
    const result = await sql().begin("read only", async (client) => {
      await scopeToLookups(client, [tenantId]);
      // Every day is a table of its own: planning for the values of each call, or compiling, costs more than the reading.
      await client`
        select set_config('statement_timeout', ${String(STATEMENT_MS)}, true), set_config('jit', 'off', true),
          set_config('plan_cache_mode', 'force_generic_plan', true)`;
      return readPage(client, tenantId, query);
    });
    return result as AreaPage;
  } catch (error) {
    if (sqlErrorOf(error)?.code === "57014") throw tooMuch(error);
    throw error;
  }
}

function tooMuch(cause?: unknown): AppError {
  return new AppError(
    "impossible",
    "This is too much to go through: draw a smaller area or choose a shorter time.",
    {
      cause,
    },
  );
}

const nobody = "00000000-0000-0000-0000-000000000000";

async function readPage(client: TransactionSql, tenantId: string, query: AreaQuery): Promise<AreaPage> {
  const { area, span, technicianIds, limit, after } = query;
  const started = performance.now();
  const elapsed = () => performance.now() - started;
  const { found, next } = await areaHours(client, tenantId, area, span, technicianIds, after?.[0] ?? nobody);
  const inside = hoursInside(client, tenantId, area.box, found);
  const stays: FoundStay[] = [];
  const watchOf = (technicianId: string) =>
    new AreaWatch(area.profile, span, after?.[0] === technicianId ? after[2] : null);
  let watch = watchOf(nobody);
  for await (const { portion, fixes } of read(client, tenantId, query, inside)) {
    const { technicianId, isFirst, isLast, runs } = portion;
    if (isFirst) {
      if (stays.length >= limit || (stays.length > 0 && elapsed() > PAGE_MS))
        return cut(stays, limit, [technicianId, span.from, null]);
      watch = watchOf(technicianId);
    }
    for (const [index, fix] of fixes.entries()) {
      if (index % BREATH_FIXES === BREATH_FIXES - 1) await setImmediate();
      watch.take(fix);
    }
    if (elapsed() > GIVE_UP_MS) throw tooMuch();
    const until = runs.at(-1)?.until ?? span.until;
    if (watch.isIdle && elapsed() > PAGE_MS && until < span.until) {
      return cut([...stays, ...named(technicianId, watch.stays)], limit, [
        technicianId,
        until,
        watch.outsideAt,
      ]);
    }
    if (!isLast) continue;
    watch.end();
    stays.push(...named(technicianId, watch.stays));
  }
  return cut(stays, limit, next === null ? null : [next, span.from, null]);
}

interface Portion extends Piece {
  /** Of this technician. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** What is to be read of a technician, in portions that are not too long. */
function portionsOf({ technicianId, hours }: AreaHours, { span, after }: AreaQuery): Portion[] {
  const from = after?.[0] === technicianId ? Math.max(after[1], span.from) : span.from;
  const parts = portions(hourRuns(hours, { from, until: span.until }), PORTION_MS);
  return parts.map((runs, index) => ({
    technicianId,
    runs,
    context: {
      from: parts[index - 1]?.at(-1)?.until ?? Number.NEGATIVE_INFINITY,
      until: parts[index + 1]?.[0]?.from ?? Number.POSITIVE_INFINITY,
    },
    isFirst: index === 0,
    isLast: index === parts.length - 1,
  }));
}

/** Reads portions that are together no longer than one may be, and twice as many next time as long as they hold little. */
async function* read(
  client: TransactionSql,
  tenantId: string,
  query: AreaQuery,
  inside: AsyncIterable<readonly AreaHours[]>,
) {
  const timeOf = ({ runs }: Portion) => runs.reduce((sum, run) => sum + lengthOf(run), 0);
  let most = PORTION_MS;
  for await (const some of inside) {
    let rest = some.flatMap((one) => portionsOf(one, query));
    while (rest.length > 0) {
      const group = firstUpTo(rest, timeOf, most);
      rest = rest.slice(group.length);
      const fixes = await fixesAround(client, tenantId, query.area, group, Date.now());
      for (const [index, portion] of group.entries()) yield { portion, fixes: fixes[index] ?? [] };
      const count = fixes.reduce((sum, { length }) => sum + length, 0);
      most = count < FEW_FIXES ? Math.min(most * 2, MOST_PORTIONS * PORTION_MS) : PORTION_MS;
    }
  }
}

function named(technicianId: string, stays: readonly AreaStay[]): FoundStay[] {
  return stays.map((stay) => ({ technicianId, ...stay }));
}

/** A page that came out longer than wanted ends before its first stay too many. */
function cut(stays: readonly FoundStay[], limit: number, next: AreaCursor | null): AreaPage {
  const over = stays[limit];
  if (over === undefined) return { stays, next };
  return { stays: stays.slice(0, limit), next: [over.technicianId, over.enteredAt, over.enteredAfter] };
}
