import type { TransactionSql } from "postgres";
import { arrayLiteral } from "@/lib/db/array-literal";
import type { TechnicianKey } from "../technician-key";
import type { StoredVerdict } from "../types";

/**
 * Says anew what became of stored fixes (LOC-7).
 * @param since epoch ms: none of them is older
 * @param revised by id of the fix
 */
export async function writeVerdicts(
  client: TransactionSql,
  { tenantId, technicianId }: TechnicianKey,
  since: number,
  revised: ReadonlyMap<string, StoredVerdict>,
): Promise<void> {
  if (revised.size === 0) return;
  const verdicts = [...revised.values()];
  await client.unsafe(
    `update fixes f set verdict = w.verdict, verdict_reason = w.reason, verdict_before = w.before
     from unnest(($4::text)::uuid[], ($5::text)::text[], ($6::text)::text[], ($7::text)::text[]) as w(id, verdict, reason, before)
     where f.tenant_id = $1 and f.technician_id = $2 and f.recorded_at >= $3::timestamptz and f.id = w.id`,
    [
      tenantId,
      technicianId,
      new Date(since).toISOString(),
      arrayLiteral([...revised.keys()]),
      arrayLiteral(verdicts.map(({ verdict }) => verdict)),
      arrayLiteral(verdicts.map(({ reason }) => reason)),
      arrayLiteral(verdicts.map(({ before }) => before)),
    ],
  );
}
