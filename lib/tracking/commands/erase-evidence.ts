import type { TransactionSql } from "postgres";
import { createTranslator } from "use-intl/core";
import { arrayLiteral } from "@/lib/db/array-literal";
import explain from "@/lib/i18n/en/explain.json";
import type { TechnicianKey } from "../technician-key";
import type { Fix } from "../types";

const translate = createTranslator({ locale: "en", messages: { explain } });

/** What was decided by a fix is younger than it, except that clocks of phones run ahead, milliseconds. */
const MARGIN_MS = 3_600_000;

/**
 * Takes erased fixes out of what people were told and did by them: events keep only that something was told, check-ins by
 * hand that they happened. Call it before the day is folded again.
 * @param since epoch ms of the first erased fix, or before
 */
export async function eraseTold(
  client: TransactionSql,
  { tenantId, technicianId }: TechnicianKey,
  erased: readonly Fix[],
  since: number,
): Promise<void> {
  await client`
    select erase_evidence(${tenantId}, ${technicianId}, ${idsOf(erased)}::text::text[], ${marginBefore(since)}::timestamptz,
      ${translate("explain.erased")})`;
}

/** Decisions of a technician by which of the fixes. */
const shown = `
  tenant_id = $1 and technician_id = $2 and recorded_at >= $3 and exists (
    select from jsonb_array_elements(explanation->'evidence') as x(fix) where x.fix->>'fixId' = any(($4::text)::text[]))`;

const deleteFallenText = `delete from decisions where not stands and ${shown}`;

const stripStandingText = `
  update decisions
  set distance_meters = null, explanation = jsonb_set(explanation, '{evidence}', (
    select coalesce(jsonb_agg(x.fix order by x.n), '[]'::jsonb)
    from jsonb_array_elements(explanation->'evidence') with ordinality as x(fix, n)
    where x.fix->>'fixId' <> all(($4::text)::text[])))
  where ${shown}`;

/**
 * Takes erased fixes out of decisions: those that fell with them go, those that stand lose them as evidence. Call it after
 * the day is folded again.
 * @param since epoch ms of the first erased fix, or before
 */
export async function eraseDecided(
  client: TransactionSql,
  { tenantId, technicianId }: TechnicianKey,
  erased: readonly Fix[],
  since: number,
): Promise<void> {
  const values = [tenantId, technicianId, marginBefore(since), idsOf(erased)];
  await client.unsafe(deleteFallenText, values);
  await client.unsafe(stripStandingText, values);
}

function idsOf(erased: readonly Fix[]): string {
  return arrayLiteral(erased.map(({ fixId }) => fixId));
}

function marginBefore(since: number): string {
  return new Date(since - MARGIN_MS).toISOString();
}
