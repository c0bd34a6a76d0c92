import type { TransactionSql } from "postgres";

/**
 * Names the tenants whose rows the rest of the transaction may see; the setting dies with the transaction.
 * Row-level security reads it (drizzle/migrations, tenancy); without it every table is empty.
 */
export async function scopeTo(client: TransactionSql, tenantIds: readonly string[]): Promise<void> {
  await client.unsafe("select set_config('app.tenant_ids', $1, true)", [`{${tenantIds.join(",")}}`], {
    prepare: true,
  });
}

/**
 * The same for a transaction that looks up few rows in large tables by their keys, as ingest does. The planner takes
 * the policies for very selective and would rather scan; here it may only go through indexes.
 */
export async function scopeToLookups(client: TransactionSql, tenantIds: readonly string[]): Promise<void> {
  await client.unsafe(
    `select set_config('app.tenant_ids', $1, true), set_config('enable_seqscan', 'off', true),
            set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
            set_config('plan_cache_mode', 'force_generic_plan', true)`,
    [`{${tenantIds.join(",")}}`],
    { prepare: true },
  );
}
