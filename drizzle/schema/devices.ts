import {
  bigint,
  boolean,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { LastRequest, UnderstoodPlace } from "@/lib/tracking/last-request";
import type { MaskedRequest } from "@/lib/tracking/trackers/masked-request";
import type { DeviceStatus, QuarantineReason, TrackerAlarm } from "@/lib/tracking/trackers/types";
import type { SentWaypoint } from "@/lib/tracking/trackers/waypoints";
import { trackerApps } from "@/lib/tracking/types";
import { createdAt, moment, tenantId } from "./columns";
import { technicians } from "./technicians";

/** Phones of technicians that report through a tracker app (LOC-5). Read by the look-up before a tenant is known. */
export const devices = pgTable(
  "devices",
  {
    tenantId: tenantId(),
    id: uuid().notNull(),
    technicianId: uuid().notNull(),
    /** What was set: units and answers follow it. */
    app: text({ enum: trackerApps }).notNull(),
    label: text(),
    /** SHA-256 of the token, hex; the token itself is shown once. */
    tokenHash: text().notNull(),
    /** Key of OwnTracks' payload encryption. Needed in clear to read its messages; never shown again. */
    passphrase: text(),
    /** Whether its answers tell it of the nearest job sites. */
    pushesWaypoints: boolean().notNull().default(false),
    createdBy: uuid(),
    createdAt: createdAt(),
    revokedAt: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex("devices_token_hash_key").on(table.tokenHash),
    index("devices_by_technician").on(table.tenantId, table.technicianId, table.createdAt, table.id),
    foreignKey({
      columns: [table.tenantId, table.technicianId],
      foreignColumns: [technicians.tenantId, technicians.id],
    }).onDelete("cascade"),
  ],
);

const count = () => bigint({ mode: "number" }).notNull().default(0);

/** What a device said last, and what became of all it sent. Narrow and half empty, because it is rewritten all day. */
export const deviceReports = pgTable(
  "device_reports",
  {
    tenantId: tenantId(),
    deviceId: uuid().notNull(),
    lastRequestAt: moment(),
    lastFixAt: moment(),
    /** When the phone was in the state below: what is uploaded late does not speak of now. */
    statusAt: moment(),
    batteryPercent: real(),
    charging: boolean(),
    permission: text().$type<NonNullable<DeviceStatus["permission"]>>(),
    preciseLocation: boolean(),
    powerSaving: boolean(),
    batteryOptimised: boolean(),
    /** What the app calls itself: something to show, never an identity. */
    reportedLabel: text(),
    stored: count(),
    duplicates: count(),
    quarantined: count(),
    discarded: count(),
    ignored: count(),
    /** Fixes from outside of every shift, of which no place was kept (LOC-12). */
    offShift: count(),
    lastRequest: jsonb().$type<LastRequest>(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.deviceId] }),
    foreignKey({
      columns: [table.tenantId, table.deviceId],
      foreignColumns: [devices.tenantId, devices.id],
    }).onDelete("cascade"),
  ],
);

/** Which job sites a device was told of last (LOC-5): names and slots, no places. */
export const deviceWaypoints = pgTable(
  "device_waypoints",
  {
    tenantId: tenantId(),
    deviceId: uuid().notNull(),
    sent: jsonb().$type<readonly SentWaypoint[]>().notNull(),
    sentAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.deviceId] }),
    foreignKey({
      columns: [table.tenantId, table.deviceId],
      foreignColumns: [devices.tenantId, devices.id],
    }).onDelete("cascade"),
  ],
);

/** What came as a fix and can be none (LOC-7): one row a request and reason, kept for diagnosis for 7 days. */
export const quarantine = pgTable(
  "quarantine",
  {
    tenantId: tenantId(),
    id: uuid().notNull(),
    deviceId: uuid().notNull(),
    technicianId: uuid().notNull(),
    receivedAt: moment().notNull(),
    reason: text().$type<QuarantineReason>().notNull(),
    /** How many things of this request share the reason. */
    count: integer().notNull(),
    /** What could be read of them; the places may lie off the earth. */
    places: jsonb().$type<readonly UnderstoodPlace[]>().notNull(),
    /** Without secrets. */
    request: jsonb().$type<MaskedRequest>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index("quarantine_by_device").on(table.tenantId, table.deviceId, table.receivedAt),
    index("quarantine_by_time").using("brin", table.receivedAt),
    foreignKey({
      columns: [table.tenantId, table.deviceId],
      foreignColumns: [devices.tenantId, devices.id],
    }).onDelete("cascade"),
  ],
);

/** Emergencies that a tracker app raised. A table of their own, because one with a wrong clock has no fix. */
export const trackerAlarms = pgTable(
  "tracker_alarms",
  {
    tenantId: tenantId(),
    id: uuid().notNull(),
    deviceId: uuid().notNull(),
    technicianId: uuid().notNull(),
    alarm: text().$type<TrackerAlarm>().notNull(),
    raisedAt: moment().notNull(),
    receivedAt: moment().notNull(),
    lat: doublePrecision(),
    lng: doublePrecision(),
    accuracyMeters: real(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    // A resend is the same emergency.
    uniqueIndex("tracker_alarms_once").on(table.tenantId, table.deviceId, table.alarm, table.raisedAt),
    foreignKey({
      columns: [table.tenantId, table.deviceId],
      foreignColumns: [devices.tenantId, devices.id],
    }).onDelete("cascade"),
  ],
);
