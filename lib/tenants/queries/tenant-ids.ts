import { sql } from "@/lib/db/client";

/** Every tenant of the installation, for tasks that tidy all of them one after the other. */
export async function allTenantIds(): Promise<string[]> {
  const rows = await sql()<{ id: string }[]>`select id from lookup_tenant_ids() as id`;
  return rows.map((row) => row.id);
}
