import { arrayLiteral } from "@/lib/db/array-literal";
import { sql } from "@/lib/db/client";
import { scopeTo } from "@/lib/db/scope";
import { allTenantIds } from "@/lib/tenants/queries/tenant-ids";

/**
 * Throws away the sealed fixes for which no shift was started in time (LOC-12), of all tenants.
 * @param now epoch ms
 * @returns how many
 */
export async function expireSealedFixes(now: number): Promise<number> {
  const tenantIds = await allTenantIds();
  return sql().begin(async (client) => {
    await scopeTo(client, tenantIds);
    const { count } = await client`
      delete from sealed_fixes
      where tenant_id = any(${arrayLiteral(tenantIds)}::text::uuid[]) and expires_at <= to_timestamp(${now}::float8 / 1000)`;
    return count;
  });
}
