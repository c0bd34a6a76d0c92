import { sql } from "drizzle-orm";
import {
  boolean,
  doublePrecision,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import {
  type Evidence,
  type FenceExplanation,
  passedAnswers,
  visitCloseReasons,
  visitOpenReasons,
} from "@/lib/geofence/types";

import { createdAt, moment, tenantId } from "./columns";
import { jobs } from "./jobs";
import { technicians } from "./technicians";

/** One stay of one technician inside one job's fence. */
export const visits = pgTable(
  "visits",
  {
    tenantId: tenantId(),
    id: uuid().notNull(),
    technicianId: uuid().notNull(),
    jobId: uuid().notNull(),
    arrivedAt: moment().notNull(),
    departedAt: moment(),
    /** Last moment known outside before the arrival; null when nothing was known. */
    arrivedAfter: moment(),
    /** Last moment known inside before the departure. */
    departedAfter: moment(),
    openedBy: text({ enum: visitOpenReasons }).notNull(),
    closeReason: text({ enum: visitCloseReasons }),
    /** What the visit said before late fixes corrected it (LOC-8). */
    changedFrom: jsonb().$type<{ arrivedAt: string; departedAt: string | null }>(),
    createdAt: createdAt(),
    updatedAt: moment().notNull().default(sql`now()`),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId, table.jobId], foreignColumns: [jobs.tenantId, jobs.id] }),
    foreignKey({
      columns: [table.tenantId, table.technicianId],
      foreignColumns: [technicians.tenantId, technicians.id],
    }),
    uniqueIndex("visits_one_open")
      .on(table.tenantId, table.technicianId, table.jobId)
      .where(sql`departed_at is null`),
    index("visits_by_job").on(table.tenantId, table.jobId, table.arrivedAt),
    index("visits_by_technician").on(table.tenantId, table.technicianId, table.arrivedAt),
  ],
);

/** What the fence decided and why (GEO-11). */
export const decisions = pgTable(
  "decisions",
  {
    tenantId: tenantId(),
    id: uuid().notNull(),
    technicianId: uuid().notNull(),
    jobId: uuid().notNull(),
    visitId: uuid(),
    kind: text({ enum: ["arrived", "reopened", "departed", "passed"] }).notNull(),
    occurredAt: moment().notNull(),
    recordedAt: createdAt(),
    distanceMeters: doublePrecision(),
    explanation: jsonb().$type<FenceExplanation>().notNull(),
    /** Whether the decision started the job, and if not, why: the code of `lib/jobs/start-on-arrival`. */
    jobOutcome: text(),
    /** False once late fixes have shown otherwise. */
    stands: boolean().notNull().default(true),
    /** What a person said of a drive-past, who, and when. */
    answer: text({ enum: passedAnswers }),
    answeredAt: moment(),
    answeredBy: uuid(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId, table.jobId], foreignColumns: [jobs.tenantId, jobs.id] }),
    index("decisions_by_job").on(table.tenantId, table.jobId, table.occurredAt),
    index("decisions_by_technician").on(table.tenantId, table.technicianId, table.occurredAt),
  ],
);

/** Check-ins and check-outs by hand, and departures that were taken back, kept so that a day can be folded again with them. */
export const handInputs = pgTable(
  "hand_inputs",
  {
    tenantId: tenantId(),
    id: uuid().notNull(),
    technicianId: uuid().notNull(),
    jobId: uuid().notNull(),
    kind: text({ enum: ["check_in", "check_out", "still_here"] }).notNull(),
    occurredAt: moment().notNull(),
    recordedAt: createdAt(),
    reason: text(),
    actorId: uuid(),
    /** Where the technician was believed to be at that moment (GEO-10). */
    evidence: jsonb().$type<Evidence>(),
    /** Where a person confirmed what nobody saw: it happened between this and `occurred_at`. */
    happenedAfter: moment(),
    /** The departure that was taken back was none up to here. */
    heldUntil: moment(),
    /** The decision that was answered, or taken back, by it. */
    decisionId: uuid(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId, table.jobId], foreignColumns: [jobs.tenantId, jobs.id] }),
    index("hand_inputs_by_technician").on(table.tenantId, table.technicianId, table.occurredAt),
  ],
);
