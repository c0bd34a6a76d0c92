import { and, asc, desc, eq, gt, gte, inArray, isNull, lt, or, sql } from "drizzle-orm";
import { apiTokens, users } from "@/drizzle/schema/auth";
import { decisions, handInputs, visits } from "@/drizzle/schema/geofence";
import { positions } from "@/drizzle/schema/tracking";
import type { Tx } from "@/lib/db/transaction";
import type { BookedVisit } from "./visit-book";

/** All visits of a job, oldest first. */
export async function visitsOfJob(tx: Tx, tenantId: string, jobId: string) {
  return tx
    .select()
    .from(visits)
    .where(and(eq(visits.tenantId, tenantId), eq(visits.jobId, jobId)))
    .orderBy(asc(visits.arrivedAt), asc(visits.id));
}

export interface VisitSpan {
  /** Visits that touch [from, to). */
  readonly from?: Date;
  readonly to?: Date;
  /** Sort key of the last visit already seen. */
  readonly after?: { readonly arrivedAt: Date; readonly id: string };
}

/** Visits of a technician, oldest first. */
export async function visitsOfTechnician(
  tx: Tx,
  tenantId: string,
  technicianId: string,
  span: VisitSpan,
  atMost: number,
) {
  const { after } = span;
  return tx
    .select()
    .from(visits)
    .where(
      and(
        eq(visits.tenantId, tenantId),
        eq(visits.technicianId, technicianId),
        span.from ? or(isNull(visits.departedAt), gte(visits.departedAt, span.from)) : undefined,
        span.to ? lt(visits.arrivedAt, span.to) : undefined,
        after
          ? or(
              gt(visits.arrivedAt, after.arrivedAt),
              and(eq(visits.arrivedAt, after.arrivedAt), gt(visits.id, after.id)),
            )
          : undefined,
      ),
    )
    .orderBy(asc(visits.arrivedAt), asc(visits.id))
    .limit(atMost);
}

/** What the fence decided about a job, oldest first. */
export async function decisionsOfJob(tx: Tx, tenantId: string, jobId: string) {
  return tx
    .select({
      decision: decisions,
      closeReason: visits.closeReason,
      answeredBy: sql<string | null>`coalesce(${users.fullName}, ${apiTokens.label})`,
    })
    .from(decisions)
    .leftJoin(visits, and(eq(visits.tenantId, decisions.tenantId), eq(visits.id, decisions.visitId)))
    .leftJoin(users, and(eq(users.tenantId, decisions.tenantId), eq(users.id, decisions.answeredBy)))
    .leftJoin(
      apiTokens,
      and(eq(apiTokens.tenantId, decisions.tenantId), eq(apiTokens.id, decisions.answeredBy)),
    )
    .where(and(eq(decisions.tenantId, tenantId), eq(decisions.jobId, jobId)))
    .orderBy(asc(decisions.occurredAt), asc(decisions.id));
}

/** Check-ins and check-outs by hand at a job, oldest first. */
export async function handInputsOfJob(tx: Tx, tenantId: string, jobId: string) {
  return tx
    .select()
    .from(handInputs)
    .where(and(eq(handInputs.tenantId, tenantId), eq(handInputs.jobId, jobId)))
    .orderBy(asc(handInputs.occurredAt), asc(handInputs.id));
}

/** The newest decision of a kind about a technician at a job that still stands; null when there is none. */
export async function newestDecision(
  tx: Tx,
  tenantId: string,
  { technicianId, jobId }: { readonly technicianId: string; readonly jobId: string },
  kind: "arrived" | "departed",
) {
  const [row] = await tx
    .select()
    .from(decisions)
    .where(
      and(
        eq(decisions.tenantId, tenantId),
        eq(decisions.jobId, jobId),
        eq(decisions.technicianId, technicianId),
        eq(decisions.kind, kind),
        eq(decisions.stands, true),
      ),
    )
    .orderBy(desc(decisions.occurredAt), desc(decisions.id))
    .limit(1);
  return row ?? null;
}

/** Where a technician was last seen; null when never. */
export async function positionOf(tx: Tx, tenantId: string, technicianId: string) {
  const [row] = await tx
    .select()
    .from(positions)
    .where(and(eq(positions.tenantId, tenantId), eq(positions.technicianId, technicianId)));
  return row ?? null;
}

/** All visits of some jobs as a book is filled with them, oldest first. */
export async function bookedVisits(
  tx: Tx,
  tenantId: string,
  jobIds: readonly string[],
): Promise<BookedVisit[]> {
  const rows = await tx
    .select()
    .from(visits)
    .where(and(eq(visits.tenantId, tenantId), inArray(visits.jobId, [...jobIds])))
    .orderBy(asc(visits.arrivedAt), asc(visits.id));
  return rows.map(({ id, technicianId, jobId, openedBy, changedFrom, ...row }) => ({
    id,
    technicianId,
    jobId,
    openedBy,
    changedFrom,
    arrivedAt: row.arrivedAt.getTime(),
    arrivedAfter: row.arrivedAfter?.getTime() ?? null,
    departed:
      row.departedAt === null
        ? null
        : {
            at: row.departedAt.getTime(),
            after: row.departedAfter?.getTime() ?? null,
            reason: row.closeReason,
          },
  }));
}
