import postgres from "postgres";
import { tenantId } from "./fleet";

/** One company that keeps ten million fixes: 250 vans in one town, ten hours a day, a fix every 27 s, for 30 days. */
export const PAST = { tenant: tenantId(0), technicians: 250, days: 30, hours: 10, everySeconds: 27 } as const;

/** The town is 0.2° wide; half of all calls are made in its three quarters of 3 km. */
export const TOWN = { lat: 6.4, lng: 3.3, degrees: 0.2 } as const;

const quarters = [
  [6.45, 3.35],
  [6.52, 3.44],
  [6.56, 3.33],
];

/**
 * Fills a migrated database that has the bench's fleet in it. A van stands at a place of its hour for 40 minutes, with 10 m
 * of noise, and drives to the next one for 20. Rows lie as ingest leaves them: all vans in turn.
 * @returns how many fixes there are
 */
export async function fillPastMonth(url: string): Promise<number> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const { tenant, technicians, days, hours, everySeconds } = PAST;
  const perDay = Math.floor((hours * 3600) / everySeconds);
  try {
    await sql`select setseed(0.42)`;
    await sql`select ensure_fix_partitions(current_date - ${days + 1}::int, current_date)`;
    await sql`
      insert into technicians (tenant_id, id, number, full_name)
      select ${tenant}, gen_random_uuid(), 10000 + n, 'Past ' || n from generate_series(1, ${technicians}::int) n`;
    await sql`
      create unlogged table places as
      select t.id as technician_id, d, h,
        case when k = 0 then ${TOWN.lat} + random() * ${TOWN.degrees} else q.lat + random() * 0.03 end as lat,
        case when k = 0 then ${TOWN.lng} + random() * ${TOWN.degrees} else q.lng + random() * 0.03 end as lng
      from technicians t, generate_series(1, ${days}::int) d, generate_series(0, ${hours}::int) h,
        lateral (select (random() * 2)::int % 2 as k, 1 + floor(random() * 3 + 0 * h)::int as n) c
        join unnest(${quarters.map(([lat]) => lat ?? 0)}::float8[], ${quarters.map(([, lng]) => lng ?? 0)}::float8[])
          with ordinality as q(lat, lng, n) on q.n = c.n
      where t.number > 10000`;
    await sql`create unique index on places (d, h, technician_id)`;
    await sql`analyze places`;
    for (let day = 1; day <= days; day += 1) {
      await sql`
        insert into fixes (tenant_id, technician_id, recorded_at, lat, lng, id, received_at, accuracy_meters, speed_mps, battery_percent, source, verdict)
        select ${tenant}, a.technician_id, at, a.lat + share * (b.lat - a.lat) + (random() - 0.5) * 0.0002,
          a.lng + share * (b.lng - a.lng) + (random() - 0.5) * 0.0002, gen_random_uuid(), at, 5 + random() * 10,
          case when share = 0 then 0 else 9 end, 80, 'phone', 'good'
        from generate_series(0, ${perDay - 1}::int) n,
          lateral (select n * ${everySeconds}::int / 3600 as h, greatest(0, (n * ${everySeconds}::int % 3600 - 2400) / 1200.0::float8) as share) m
          join places a on a.d = ${day} and a.h = m.h
          join places b on b.d = a.d and b.h = a.h + 1 and b.technician_id = a.technician_id,
          lateral (select date_trunc('day', now() - interval '1 day' * ${day}::int, 'UTC') + interval '8 hours'
            + interval '1 second' * (n * ${everySeconds}::int) + interval '1 millisecond' * ((a.lat * 1e6)::bigint % 27000)) as moment(at)`;
    }
    await sql`
      insert into track_cells (tenant_id, cell_y, cell_x, hour, technician_id)
      select distinct tenant_id, floor(lat * 100)::smallint, floor(lng * 100)::smallint, date_trunc('hour', recorded_at, 'UTC'), technician_id
      from fixes`;
    await sql`drop table places`;
    await sql`vacuum analyze`;
    const [row] = await sql<
      { count: number }[]
    >`select count(*)::int as count from fixes where tenant_id = ${tenant}`;
    return row?.count ?? 0;
  } finally {
    await sql.end();
  }
}
