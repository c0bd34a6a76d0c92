import { and, eq, gte, inArray, isNull, lte, or } from "drizzle-orm";
import { visits } from "@/drizzle/schema/geofence";
import { jobs } from "@/drizzle/schema/jobs";
import { technicians } from "@/drizzle/schema/technicians";
import type { Tx } from "@/lib/db/transaction";
import type { StayVisitWire } from "../areas/stay-wire";
import type { FoundStay } from "./search-area";

export interface StaySurroundings {
  readonly name: string;
  /** Oldest first. */
  readonly visits: readonly StayVisitWire[];
}

/** Names of technicians and their visits in the time of some stays, by id of the technician. */
export async function staySurroundings(
  tx: Tx,
  tenantId: string,
  stays: readonly FoundStay[],
): Promise<Map<string, StaySurroundings>> {
  const ids = [...new Set(stays.map((stay) => stay.technicianId))];
  if (ids.length === 0) return new Map();
  const from = new Date(Math.min(...stays.map((stay) => stay.enteredAt)));
  const to = new Date(Math.max(...stays.map((stay) => stay.leftAt)));
  const [people, rows] = await Promise.all([
    tx
      .select({ id: technicians.id, name: technicians.fullName })
      .from(technicians)
      .where(and(eq(technicians.tenantId, tenantId), inArray(technicians.id, ids))),
    tx
      .select({ visit: visits, number: jobs.number, title: jobs.title })
      .from(visits)
      .innerJoin(jobs, and(eq(jobs.tenantId, visits.tenantId), eq(jobs.id, visits.jobId)))
      .where(
        and(
          eq(visits.tenantId, tenantId),
          inArray(visits.technicianId, ids),
          lte(visits.arrivedAt, to),
          or(isNull(visits.departedAt), gte(visits.departedAt, from)),
        ),
      )
      .orderBy(visits.arrivedAt, visits.id),
  ]);
  return new Map(
    people.map(({ id, name }) => [
      id,
      {
        name,
        visits: rows
          .filter(({ visit }) => visit.technicianId === id)
          .map(({ visit, number, title }) => ({
            visit_id: visit.id,
            job_id: visit.jobId,
            job_number: number,
            job_title: title,
            arrived_at: visit.arrivedAt.toISOString(),
            departed_at: visit.departedAt?.toISOString() ?? null,
          })),
      },
    ]),
  );
}
