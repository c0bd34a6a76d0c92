import { isDeepStrictEqual } from "node:util";
import { and, eq, inArray, sql } from "drizzle-orm";
import { silences } from "@/drizzle/schema/silences";
import { inTenant, type Work } from "@/lib/db/transaction";
import { announceState } from "@/lib/realtime/announce-state";
import { holdShifts } from "@/lib/shifts/commands/hold-shifts";
import { groupsOf } from "../areas/groups";
import { silenceWires } from "../queries/silences";
import { silentTechnicians } from "../queries/silent-technicians";
import { silenceCause } from "../silence/silence-cause";
import type { SilenceWire } from "../silence/silence-wire";

/** Rows of one statement: it has room for so many values only. */
const AT_ONCE = 1_000;

/** Looks who of a company is silent and why, and tells what is new (LOC-13). Safe to run twice. */
export async function watchSilences(tenantId: string, now: Date): Promise<void> {
  const isNews = await inTenant(tenantId, (unit) => judgeSilences(unit, null, now));
  if (isNews) await announceState("silences", tenantId);
}

/**
 * Writes who is silent and why. Two looks at once may leave the older one's word; the next look is at most a minute away.
 * @param technicianId only him; everybody when null
 * @returns whether anything is another than before: to be announced after the commit
 */
export async function judgeSilences(unit: Work, technicianId: string | null, now: Date): Promise<boolean> {
  const { tx, tenantId } = unit;
  const silent = await silentTechnicians(tx, tenantId, technicianId, now);
  const before = new Map(
    (await silenceWires(tx, tenantId, technicianId)).map((one) => [one.technician_id, one]),
  );
  const causes = silent.map((one) => silenceCause(one, now.getTime()));
  // A shift that ends meanwhile takes its row along; it waits until this is written.
  const onShift = await holdShifts(
    unit,
    causes.map(({ technician_id }) => technician_id),
  );
  const news = causes.filter((cause) => !isDeepStrictEqual(before.get(cause.technician_id), cause));
  const still = new Set(causes.map(({ technician_id }) => technician_id));
  const gone = [...before.keys()].filter((id) => !still.has(id));
  if (gone.length > 0) {
    await tx
      .delete(silences)
      .where(and(eq(silences.tenantId, tenantId), inArray(silences.technicianId, gone)));
  }
  const written = news.filter(({ technician_id }) => onShift.has(technician_id));
  for (const some of groupsOf(written, () => 1, AT_ONCE)) await write(unit, some);
  return news.length > 0 || gone.length > 0;
}

async function write({ tx, tenantId }: Work, news: readonly SilenceWire[]): Promise<void> {
  await tx
    .insert(silences)
    .values(
      news.map(({ technician_id, source, cause, since, battery }) => ({
        tenantId,
        technicianId: technician_id,
        source,
        cause,
        since: since === null ? null : new Date(since),
        batteryPercent: battery,
      })),
    )
    .onConflictDoUpdate({
      target: [silences.tenantId, silences.technicianId],
      set: {
        source: sql`excluded.source`,
        cause: sql`excluded.cause`,
        since: sql`excluded.since`,
        batteryPercent: sql`excluded.battery_percent`,
      },
    });
}
