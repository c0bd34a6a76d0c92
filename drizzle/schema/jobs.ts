import { sql } from "drizzle-orm";
import {
  boolean,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { LatLng } from "@/lib/geo/types";
import { visitCloseReasons } from "@/lib/geofence/types";
import {
  type FenceDepartureMemory,
  type FenceStartMemory,
  jobActions,
  jobChangeActors,
  jobPriorities,
  jobStatuses,
  type PassedQuestion,
  type PendingStart,
  type WindowRisk,
} from "@/lib/jobs/types";
import { createdAt, moment, tenantId } from "./columns";
import { technicians } from "./technicians";
import { tenants } from "./tenants";

export const sites = pgTable(
  "sites",
  {
    tenantId: tenantId().references(() => tenants.id),
    id: uuid().notNull(),
    name: text(),
    address: text(),
    lat: doublePrecision().notNull(),
    lng: doublePrecision().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index("sites_by_place").on(table.tenantId, table.lat, table.lng),
  ],
);

export const jobs = pgTable(
  "jobs",
  {
    tenantId: tenantId(),
    id: uuid().notNull(),
    number: integer().notNull(),
    title: text().notNull(),
    type: text().notNull().default("general"),
    priority: text({ enum: jobPriorities }).notNull().default("normal"),
    status: text({ enum: jobStatuses }).notNull(),
    /** Grows with every change; an editor names the one it saw. */
    version: integer().notNull().default(1),
    siteId: uuid().notNull(),
    customerName: text(),
    customerPhone: text(),
    notes: text(),
    windowStart: moment(),
    windowEnd: moment(),
    slaDueAt: moment(),
    estimatedDurationMinutes: integer(),
    requiredSkills: text().array().notNull().default([]),
    technicianId: uuid(),
    /** Null: the tenant's default. */
    arrivalRadiusMeters: doublePrecision(),
    approachRadiusMeters: doublePrecision(),
    departureRadiusMeters: doublePrecision(),
    polygon: jsonb().$type<LatLng[]>(),
    assignedAt: moment(),
    travelStartedAt: moment(),
    arrivedAt: moment(),
    departedAt: moment(),
    startedAt: moment(),
    /** True while the running state came from the fence and nobody confirmed it by hand. */
    startedByFence: boolean().notNull().default(false),
    /** A start that waits for the clock or for an answer (GEO-2). */
    pendingStart: jsonb().$type<PendingStart>(),
    /** What an automatic start can be taken back to, until somebody moves the job. */
    fenceStart: jsonb().$type<FenceStartMemory>(),
    /** The newest departure that the fence marked, until somebody moves the job. */
    fenceDeparture: jsonb().$type<FenceDepartureMemory>(),
    /** Drive-pasts that nobody has answered yet (GEO-3), oldest first. */
    passedQuestions: jsonb().$type<readonly PassedQuestion[]>().notNull().default([]),
    /** When a person last cancelled or undid a start: arrivals up to then start nothing, however often they are folded. */
    startRefusedAt: moment(),
    /** That the promised window will be missed, as was said; null while it is not in danger (GEO-8). */
    windowRisk: jsonb().$type<WindowRisk>(),
    finishedAt: moment(),
    finishReason: text(),
    createdAt: createdAt(),
    updatedAt: moment().notNull().default(sql`now()`),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex("jobs_number_key").on(table.tenantId, table.number),
    foreignKey({ columns: [table.tenantId, table.siteId], foreignColumns: [sites.tenantId, sites.id] }),
    foreignKey({
      columns: [table.tenantId, table.technicianId],
      foreignColumns: [technicians.tenantId, technicians.id],
    }),
    /** At most one job of a technician runs at a time (GEO-7), whatever the code believes. */
    uniqueIndex("jobs_one_running").on(table.tenantId, table.technicianId).where(sql`status = 'running'`),
    index("jobs_open")
      .on(table.tenantId, table.technicianId)
      .where(sql`status in ('pending', 'assigned', 'en_route', 'running', 'on_hold')`),
    index("jobs_at_risk").on(table.tenantId).where(sql`window_risk is not null`),
    index("jobs_by_window").on(table.tenantId, table.windowStart),
    index("jobs_by_update").on(table.tenantId, table.updatedAt),
  ],
);

/** Who had a job when. The open row (no `until_at`) is the current assignment. */
export const jobAssignments = pgTable(
  "job_assignments",
  {
    tenantId: tenantId(),
    id: uuid().notNull(),
    jobId: uuid().notNull(),
    technicianId: uuid().notNull(),
    fromAt: moment().notNull(),
    /** When the job stopped being this technician's to do: taken away or finished. */
    untilAt: moment(),
    /** Why it was taken away; null when it was finished by him. */
    takenReason: text({ enum: visitCloseReasons }),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId, table.jobId], foreignColumns: [jobs.tenantId, jobs.id] }),
    foreignKey({
      columns: [table.tenantId, table.technicianId],
      foreignColumns: [technicians.tenantId, technicians.id],
    }),
    uniqueIndex("job_assignments_one_open").on(table.tenantId, table.jobId).where(sql`until_at is null`),
    index("job_assignments_by_job").on(table.tenantId, table.jobId, table.technicianId),
    index("job_assignments_by_technician").on(table.tenantId, table.technicianId, table.untilAt),
  ],
);

/** Every change of a job: who, when, why (DSP-1). */
export const jobChanges = pgTable(
  "job_changes",
  {
    tenantId: tenantId(),
    id: uuid().notNull(),
    jobId: uuid().notNull(),
    action: text({
      enum: [...jobActions, "create", "edit", "decline_start", "undo_start", "undo_departure"],
    }).notNull(),
    fromStatus: text({ enum: jobStatuses }),
    toStatus: text({ enum: jobStatuses }).notNull(),
    technicianId: uuid(),
    actor: text({ enum: jobChangeActors }).notNull(),
    actorId: uuid(),
    reason: text(),
    occurredAt: moment().notNull(),
    recordedAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId, table.jobId], foreignColumns: [jobs.tenantId, jobs.id] }),
    index("job_changes_by_job").on(table.tenantId, table.jobId, table.occurredAt),
  ],
);
