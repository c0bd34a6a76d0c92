import { randomBytes } from "node:crypto";
import path from "node:path";
import postgres from "postgres";
import { hashToken } from "@/lib/auth/token-format";
import { migrateDatabase } from "@/lib/db/migrate";
import { postmasterOf } from "./cpu-meter";
import { openJobs, siteOf, TECHNICIANS, TENANTS, technicianId, tenantId, tenantOf, tokenOf } from "./fleet";

export interface BenchServer {
  /** Process id of the postmaster; null when Postgres runs elsewhere and its CPU cannot be read. */
  readonly postmaster: number | null;
  /** A migrated database with the fleet in it, of its own; dropped by `close`. */
  fresh(): Promise<string>;
  close(): Promise<void>;
}

/** Databases for the bench beside whatever the server named by `url` holds already. */
export async function openBenchServer(url: string): Promise<BenchServer> {
  const owner = postgres(url, { max: 1, onnotice: () => {} });
  const made: string[] = [];
  const [backend] = await owner<{ pid: number }[]>`select pg_backend_pid() as pid`;
  const create = async (template?: string) => {
    const name = `bench_${randomBytes(6).toString("hex")}`;
    await owner.unsafe(`create database ${name}${template ? ` template ${template}` : ""}`);
    made.push(name);
    return name;
  };
  const urlOf = (name: string) => {
    const own = new URL(url);
    own.pathname = `/${name}`;
    return own.toString();
  };
  let template: string | null = null;
  return {
    postmaster: backend ? postmasterOf(backend.pid) : null,
    async fresh() {
      if (template === null) {
        template = await create();
        await migrateDatabase(urlOf(template), path.resolve("drizzle/migrations"));
        await settleFleet(urlOf(template));
      }
      return urlOf(await create(template));
    },
    async close() {
      for (const name of made) await owner.unsafe(`drop database if exists ${name} with (force)`);
      await owner.end();
    },
  };
}

/** Straight into the tables: commands would take minutes and are not what is measured. */
async function settleFleet(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const technicians = Array.from({ length: TECHNICIANS }, (_, technician) => technician);
  const tenants = Array.from({ length: TENANTS }, (_, tenant) => tenant);
  await sql`
    insert into tenants (id, slug, name, time_zone)
    select id, 'bench-' || n, 'Bench ' || n, 'Africa/Lagos'
    from unnest(${tenants.map(tenantId)}::text[]::uuid[]) with ordinality as t(id, n)`;
  await sql`insert into event_counters (tenant_id) select id from tenants`;
  await sql`
    insert into api_tokens (tenant_id, id, label, hash, role, scopes)
    select id, id, 'bench', hash, 'admin', array['*']
    from unnest(${tenants.map(tenantId)}::text[]::uuid[], ${tenants.map((t) => hashToken(tokenOf(t)))}::text[]) as t(id, hash)`;
  await sql`
    insert into technicians (tenant_id, id, number, full_name, status)
    select tenant_id, id, n, 'Technician ' || n, 'available'
    from unnest(${technicians.map((t) => tenantId(tenantOf(t)))}::text[]::uuid[], ${technicians.map(technicianId)}::text[]::uuid[])
      with ordinality as t(tenant_id, id, n)`;
  await sql`
    insert into shifts (tenant_id, id, technician_id, started_at)
    select tenant_id, id, id, now() - interval '100 days' from technicians`;
  const jobs = technicians.flatMap((technician) =>
    Array.from({ length: openJobs(technician) }, (_, job) => ({
      tenant_id: tenantId(tenantOf(technician)),
      technician_id: technicianId(technician),
      ...siteOf(technician, job),
    })),
  );
  await sql`
    with j as materialized (
      select *, ('00000000-0000-7000-9000-' || lpad(to_hex(row_number() over ()), 12, '0'))::uuid as id, row_number() over () as n
      from jsonb_to_recordset(${JSON.stringify(jobs)}::text::jsonb) as j(tenant_id uuid, technician_id uuid, lat float8, lng float8)
    ), s as (insert into sites (tenant_id, id, lat, lng) select tenant_id, id, lat, lng from j),
    placed as (
      insert into jobs (tenant_id, id, number, title, status, site_id, technician_id, assigned_at, updated_at)
      select tenant_id, id, n, 'Bench', 'assigned', id, technician_id, now(), now() - n * interval '1 second' from j
    )
    insert into job_assignments (tenant_id, id, job_id, technician_id, from_at)
    select tenant_id, id, id, technician_id, now() - interval '1 day' from j`;
  await sql`vacuum analyze`;
  await sql.end();
}
