import type postgres from "postgres";

/** All tables of the application that belong to tenants, partitions left to their parents. */
export async function tenantTables(owner: postgres.Sql): Promise<string[]> {
  const rows = await owner<{ name: string }[]>`
    select c.relname as name
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    order by 1`;
  return rows.map((row) => row.name);
}

/** A digest of everything a tenant has: equal before and after means that nothing was written. */
export async function fingerprint(owner: postgres.Sql, tenantId: string): Promise<Record<string, string>> {
  const prints: Record<string, string> = {};
  for (const table of await tenantTables(owner)) {
    const [row] = await owner<{ digest: string }[]>`
      select count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as digest
      from ${owner(table)} t where tenant_id = ${tenantId}`;
    prints[table] = row?.digest ?? "";
  }
  return prints;
}
