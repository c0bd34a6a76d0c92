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
