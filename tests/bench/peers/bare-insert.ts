import postgres from "postgres";
import { arrayLiteral } from "@/lib/db/array-literal";
import { packState } from "@/lib/tracking/stored-state";
import { placeAt, TECHNICIANS, technicianId, tenantId, tenantOf } from "../fleet";
import { serveParent } from "../in-child";

export interface BareInsertRequest {
  readonly rowsPerCommit: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
}

/**
 * The floor: the rows that our path writes for the same fixes (fix, state, position), one prepared statement per commit,
 * as owner without row-level security, without HTTP and without a single decision.
 */
const text = `
  with f as materialized (
    select *, to_timestamp(ms / 1000) as at
    from unnest(($1::text)::uuid[], ($2::text)::uuid[], ($3::text)::float8[], ($4::text)::float8[], ($5::text)::float8[],
      ($6::text)::uuid[], ($7::text)::jsonb[]) as f(tenant_id, technician_id, ms, lat, lng, id, state)
  ), p as (
    insert into positions as p (tenant_id, technician_id, lat, lng, accuracy_meters, speed_mps, heading_degrees, battery_percent, recorded_at, received_at)
    select tenant_id, technician_id, lat, lng, 8, 9.8, 90, 80, at, at from f
    on conflict (tenant_id, technician_id) do update set lat = excluded.lat, lng = excluded.lng,
      recorded_at = excluded.recorded_at, received_at = excluded.received_at
  ), s as (
    insert into tracking_states as s (tenant_id, technician_id, state) select tenant_id, technician_id, state from f
    on conflict (tenant_id, technician_id) do update set state = excluded.state, version = s.version + 1
  )
  insert into fixes (tenant_id, technician_id, recorded_at, lat, lng, id, received_at, accuracy_meters, speed_mps,
    heading_degrees, battery_percent, source, verdict)
  select tenant_id, technician_id, at, lat, lng, id, at, 8, 9.8, 90, 80, 'api', 'good' from f`;

const sql = postgres(process.env.DATABASE_URL ?? "", { max: 1, onnotice: () => {} });
let next = 0;
let serial = 0;

async function commitOnce(rows: number): Promise<void> {
  const now = Date.now();
  const batch = Array.from({ length: rows }, () => {
    const technician = next;
    next = (next + 1) % TECHNICIANS;
    serial += 1;
    return { technician, point: placeAt(technician, now), serial };
  });
  await sql.unsafe(
    text,
    [
      arrayLiteral(batch.map((row) => tenantId(tenantOf(row.technician)))),
      arrayLiteral(batch.map((row) => technicianId(row.technician))),
      arrayLiteral(batch.map(() => now)),
      arrayLiteral(batch.map((row) => row.point.lat)),
      arrayLiteral(batch.map((row) => row.point.lng)),
      arrayLiteral(
        batch.map((row) => `10000000-0000-7000-8000-${row.serial.toString(16).padStart(12, "0")}`),
      ),
      arrayLiteral(batch.map((row) => stateText(now, row.point))),
    ],
    { prepare: true },
  );
}

/** What a technician on the road leaves behind: the judge's memory and a trip under way, no fence. */
function stateText(at: number, point: { lat: number; lng: number }): string {
  const accepted = { at, point, accuracyMeters: 8 };
  return JSON.stringify(
    packState({
      newestAt: at,
      newestPoint: point,
      judge: { last: accepted, lastGood: accepted, held: null },
      decidedUntil: null,
      fences: {},
      motion: {
        anchor: { ...accepted, since: at, last: at, meters: at / 997, isStill: false },
        away: null,
        trip: {
          startedAt: at,
          from: point,
          counted: accepted,
          meters: at / 997,
          maxMps: at / 991e9,
          reach: at / 983e6,
        },
      },
    }),
  );
}

async function commitFor(ms: number, rows: number): Promise<{ fixes: number; seconds: number }> {
  const from = performance.now();
  let fixes = 0;
  while (performance.now() - from < ms) {
    await commitOnce(rows);
    fixes += rows;
  }
  return { fixes, seconds: (performance.now() - from) / 1000 };
}

serveParent({ port: 0 }, async ({ rowsPerCommit, warmUpMs, measureMs }: BareInsertRequest, progress) => {
  await commitFor(warmUpMs, rowsPerCommit);
  progress("measuring");
  return commitFor(measureMs, rowsPerCommit);
});
