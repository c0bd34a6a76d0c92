import type { TransactionSql } from "postgres";
import { arrayLiteral } from "@/lib/db/array-literal";
import type { JudgingTerms } from "../judging-terms";
import { keyOf, type TechnicianKey, type TechnicianSpan } from "../technician-key";
import type { RememberedTechnician, TrackedTechnician } from "../tracked-technician";
import type { TrackState } from "../types";
import { readTerms } from "./judging-terms";
import { keptTerms } from "./kept-terms";

/** Kept terms reach a little further back than asked for, so that a fix of a moment earlier finds them too, ms. */
const SLACK_MS = 3_600_000;

const prepared = { prepare: true } as const;

const statesText = `
  select tenant_id, technician_id, state, version
  from tracking_states
  where (tenant_id, technician_id) in (select * from unnest(($1::text)::uuid[], ($2::text)::uuid[]))
  order by tenant_id, technician_id`;

/** Rows are locked in the order they come back, so that two batches with common technicians queue and never deadlock. */
const lockText = `${statesText} for update`;

const versionsText = `
  select tenant_id, technician_id, version::float8 as version from judging_versions
  where (tenant_id, technician_id) in (select * from unnest(($1::text)::uuid[], ($2::text)::uuid[]))`;

interface StateRow {
  tenant_id: string;
  technician_id: string;
  state: TrackState;
  version: number;
}

/**
 * Locks technicians and reads what their fixes are judged by. The lock comes first and the rest is read after it,
 * so nothing read here can be overtaken.
 * @returns by `keyOf`; technicians that do not exist (or belong to nobody in scope) are missing. There may be more
 *   candidates than `since` asks for, never fewer
 */
export async function lockTechnicians(
  client: TransactionSql,
  spans: readonly TechnicianSpan[],
): Promise<Map<string, TrackedTechnician>> {
  const [locked, versions] = await Promise.all([
    readStates(client, lockText, spans),
    readVersions(client, spans),
  ]);
  const spanOf = new Map(spans.map((span) => [keyOf(span), span] as const));
  const found = new Map<string, TrackedTechnician>();
  const unknown: RememberedTechnician[] = [];
  for (const remembered of locked) {
    const key = keyOf(remembered);
    const version = versions.get(key);
    const span = spanOf.get(key);
    const terms =
      version === undefined || span === undefined
        ? null
        : keptTerms.find(key, version, span, Object.keys(remembered.state.fences));
    if (terms === null) unknown.push(remembered);
    else found.set(key, tracked(remembered, terms));
  }
  if (unknown.length === 0) return found;
  const wanted = unknown.map((one) => {
    const { since = 0, shiftsSince = since } = spanOf.get(keyOf(one)) ?? {};
    return { ...one, since: since - SLACK_MS, shiftsSince: shiftsSince - SLACK_MS };
  });
  const read = await readTerms(client, wanted);
  for (const remembered of wanted) {
    const key = keyOf(remembered);
    const terms = read.get(key);
    const version = versions.get(key);
    if (terms === undefined) continue;
    if (version !== undefined) keptTerms.keep(key, version, remembered, terms);
    found.set(key, tracked(remembered, terms));
  }
  return found;
}

/** The same for one technician without the lock: what is planned with it has to compare `version` before it writes. */
export async function peekTechnician(
  client: TransactionSql,
  span: TechnicianSpan,
): Promise<TrackedTechnician | undefined> {
  const [states, terms] = await Promise.all([
    readStates(client, statesText, [span]),
    readTerms(client, [span]),
  ]);
  const [remembered] = states;
  const known = terms.get(keyOf(span));
  return remembered && known ? tracked(remembered, known) : undefined;
}

function tracked(remembered: RememberedTechnician, terms: JudgingTerms): TrackedTechnician {
  const { tenantId, technicianId, state, version } = remembered;
  const { number, name, rules, candidates, times } = terms;
  return { tenantId, technicianId, state, version, number, name, rules, candidates, times };
}

async function readStates(
  client: TransactionSql,
  text: string,
  spans: readonly TechnicianKey[],
): Promise<RememberedTechnician[]> {
  const rows = await client.unsafe<StateRow[]>(text, namesOf(spans), prepared);
  return rows.map((row) => ({
    tenantId: row.tenant_id,
    technicianId: row.technician_id,
    state: row.state,
    version: row.version,
  }));
}

async function readVersions(
  client: TransactionSql,
  spans: readonly TechnicianKey[],
): Promise<Map<string, number>> {
  const rows = await client.unsafe<{ tenant_id: string; technician_id: string; version: number }[]>(
    versionsText,
    namesOf(spans),
    prepared,
  );
  return new Map(
    rows.map((row) => [keyOf({ tenantId: row.tenant_id, technicianId: row.technician_id }), row.version]),
  );
}

function namesOf(keys: readonly TechnicianKey[]): string[] {
  return [arrayLiteral(keys.map((key) => key.tenantId)), arrayLiteral(keys.map((key) => key.technicianId))];
}
