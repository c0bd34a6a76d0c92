import type { TransactionSql } from "postgres";
import { sql } from "@/lib/db/client";
import { scopeToLookups } from "@/lib/db/scope";
import { newId } from "@/lib/id";
import type { DeviceNote } from "../device-note";
import { foldReports } from "../fold-reports";
import { isTracked } from "../is-tracked";
import type { KnownDevice } from "../queries/look-up-device";
import { holdTrackingTimes } from "../queries/tracking-times";
import { keyOf, type TechnicianSpan } from "../technician-key";
import { withholdPlaces } from "../withhold-places";

/** What one request of a device leaves behind. */
export interface NotedRequest {
  readonly device: Pick<KnownDevice, "tenantId" | "id" | "technicianId">;
  readonly note: DeviceNote;
}

const prepared = { prepare: true } as const;

/** Writes the notes of several requests in one transaction, each device's row once. */
export async function writeDeviceNotes(noted: readonly NotedRequest[]): Promise<readonly true[]> {
  const tenantIds = [...new Set(noted.map(({ device }) => device.tenantId))].sort();
  await sql().begin(async (client) => {
    const [, times] = await Promise.all([
      scopeToLookups(client, tenantIds),
      holdTrackingTimes(client, spansOf(noted)),
    ]);
    const kept = noted.map(({ device, note }): NotedRequest => {
      const own = times.get(keyOf(device));
      return { device, note: withholdPlaces(note, (at) => own !== undefined && isTracked(own, at)) };
    });
    await Promise.all([
      writeReports(client, kept),
      insertQuarantine(client, kept),
      insertAlarms(client, kept),
    ]);
  });
  return noted.map(() => true);
}

/** Technicians whose places are noted, each from the earliest moment on. */
function spansOf(noted: readonly NotedRequest[]): TechnicianSpan[] {
  const spans = new Map<string, TechnicianSpan>();
  for (const { device, note } of noted) {
    if (note.moments.length === 0) continue;
    const { tenantId, technicianId } = device;
    const known = spans.get(keyOf(device))?.since ?? note.receivedAt;
    const since = note.moments.reduce((earliest, at) => Math.min(earliest, at), known);
    spans.set(keyOf(device), { tenantId, technicianId, since });
  }
  return [...spans.values()];
}

// What is newer than the row's state wins; what is older only fills what nobody has said yet.
const newer = (column: string) =>
  `case when w.status_at >= coalesce(d.status_at, '-infinity') then coalesce(w.${column}, d.${column})
        else coalesce(d.${column}, w.${column}) end`;

const statusColumns = [
  "battery_percent",
  "charging",
  "permission",
  "precise_location",
  "power_saving",
  "battery_optimised",
];
const countColumns = ["stored", "duplicates", "quarantined", "discarded", "ignored", "off_shift"];

const writeReportsText = `
  update device_reports d set
    last_request_at = greatest(d.last_request_at, w.last_request_at),
    last_fix_at = greatest(d.last_fix_at, w.last_fix_at),
    status_at = greatest(d.status_at, w.status_at),
    ${statusColumns.map((column) => `${column} = ${newer(column)}`).join(", ")},
    reported_label = coalesce(w.label, d.reported_label),
    ${countColumns.map((column) => `${column} = d.${column} + w.${column}`).join(", ")},
    last_request = coalesce(w.last_request, d.last_request)
  from jsonb_to_recordset(($1::text)::jsonb) as w(tenant_id uuid, device_id uuid, last_request_at timestamptz,
    last_fix_at timestamptz, status_at timestamptz, battery_percent real, charging bool, permission text,
    precise_location bool, power_saving bool, battery_optimised bool, label text, stored bigint, duplicates bigint,
    quarantined bigint, discarded bigint, ignored bigint, off_shift bigint, last_request jsonb)
  where d.tenant_id = w.tenant_id and d.device_id = w.device_id`;

async function writeReports(client: TransactionSql, noted: readonly NotedRequest[]): Promise<void> {
  const byDevice = new Map<string, NotedRequest[]>();
  for (const one of noted) {
    const key = `${one.device.tenantId}/${one.device.id}`;
    byDevice.set(key, [...(byDevice.get(key) ?? []), one]);
  }
  // In one order on every node, so that two of them never wait for each other's rows.
  const rows = [...byDevice].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, group]) => reportRow(group));
  await client.unsafe(writeReportsText, [JSON.stringify(rows)], prepared);
}

function reportRow(group: readonly NotedRequest[]) {
  const device = group[0]?.device;
  const report = foldReports(group.map(({ note }) => note));
  if (device === undefined || report === null) return [];
  const { status, counts } = report;
  const { offShift, ...counted } = counts;
  return [
    {
      tenant_id: device.tenantId,
      device_id: device.id,
      last_request_at: momentOf(report.lastRequestAt),
      last_fix_at: momentOf(report.lastFixAt),
      status_at: momentOf(report.statusAt),
      battery_percent: status?.batteryPercent ?? null,
      charging: status?.charging ?? null,
      permission: status?.permission ?? null,
      precise_location: status?.preciseLocation ?? null,
      power_saving: status?.powerSaving ?? null,
      battery_optimised: status?.batteryOptimised ?? null,
      label: report.label,
      ...counted,
      off_shift: offShift,
      last_request: report.lastRequest,
    },
  ];
}

const insertQuarantineText = `
  insert into quarantine (tenant_id, id, device_id, technician_id, received_at, reason, count, places, request)
  select tenant_id, id, device_id, technician_id, received_at, reason, count, places, request
  from jsonb_to_recordset(($1::text)::jsonb) as w(tenant_id uuid, id uuid, device_id uuid, technician_id uuid,
    received_at timestamptz, reason text, count int, places jsonb, request jsonb)`;

async function insertQuarantine(client: TransactionSql, noted: readonly NotedRequest[]): Promise<void> {
  const rows = noted.flatMap(({ device, note: { quarantine, lastRequest, receivedAt } }) =>
    quarantine.map(({ reason, count, places }) => ({
      tenant_id: device.tenantId,
      id: newId(receivedAt),
      device_id: device.id,
      technician_id: device.technicianId,
      received_at: momentOf(receivedAt),
      reason,
      count,
      places,
      request: lastRequest?.request,
    })),
  );
  if (rows.length > 0) await client.unsafe(insertQuarantineText, [JSON.stringify(rows)], prepared);
}

const insertAlarmsText = `
  insert into tracker_alarms (tenant_id, id, device_id, technician_id, alarm, raised_at, received_at, lat, lng, accuracy_meters)
  select tenant_id, id, device_id, technician_id, alarm, raised_at, received_at, lat, lng, accuracy
  from jsonb_to_recordset(($1::text)::jsonb) as w(tenant_id uuid, id uuid, device_id uuid, technician_id uuid, alarm text,
    raised_at timestamptz, received_at timestamptz, lat float8, lng float8, accuracy real)
  on conflict (tenant_id, device_id, alarm, raised_at) do nothing`;

async function insertAlarms(client: TransactionSql, noted: readonly NotedRequest[]): Promise<void> {
  const rows = noted.flatMap(({ device, note: { alarm, receivedAt } }) =>
    alarm === null
      ? []
      : [
          {
            tenant_id: device.tenantId,
            id: newId(receivedAt),
            device_id: device.id,
            technician_id: device.technicianId,
            alarm: alarm.alarm,
            raised_at: momentOf(alarm.at),
            received_at: momentOf(receivedAt),
            lat: alarm.point?.lat ?? null,
            lng: alarm.point?.lng ?? null,
            accuracy: alarm.accuracyMeters,
          },
        ],
  );
  if (rows.length > 0) await client.unsafe(insertAlarmsText, [JSON.stringify(rows)], prepared);
}

function momentOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
