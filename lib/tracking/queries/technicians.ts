import type { TransactionSql } from "postgres";
import { arrayLiteral } from "@/lib/db/array-literal";
import type { JudgingTerms } from "../judging-terms";
import { type StoredState, unpackState } from "../stored-state";
import { keyOf, type TechnicianKey, type TechnicianSpan } from "../technician-key";
import type { RememberedTechnician, TrackedTechnician } from "../tracked-technician";
import { readTerms } from "./judging-terms";
import { keptStates } from "./kept-states";
import { keptTerms } from "./kept-terms";

/** Kept terms reach a little further back than asked for, so that a fix of a moment earlier finds them too, ms. */
const SLACK_MS = 3_600_000;

const prepared = { prepare: true } as const;

const statesText = `
  select tenant_id, technician_id, version, state
  from tracking_states
  where (tenant_id, technician_id) in (select * from unnest(($1::text)::uuid[], ($2::text)::uuid[]))`;

/**
 * Row after row through the key in the order asked for, whatever the planner believes of the table's size: batches with
 * common technicians queue and never deadlock. A state that this process has itself is not sent.
 */
const lockText = `
  select s.tenant_id, s.technician_id, s.version, case when s.version = k.version then null else s.state end as state
  from unnest(($1::text)::uuid[], ($2::text)::uuid[], ($3::text)::int[]) as k(tenant_id, technician_id, version)
  cross join lateral (
    select * from tracking_states t
    where t.tenant_id = k.tenant_id and t.technician_id = k.technician_id
    for update
  ) s`;

const versionsText = `
  select v.tenant_id, v.technician_id, v.version::float8 as version
  from unnest(($1::text)::uuid[], ($2::text)::uuid[]) as k(tenant_id, technician_id)
  cross join lateral (
    select * from judging_versions j
    where j.tenant_id = k.tenant_id and j.technician_id = k.technician_id
    offset 0
  ) v`;

interface StateRow {
  tenant_id: string;
  technician_id: string;
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
  const [locked, versions] = await Promise.all([lockStates(client, spans), readVersions(client, spans)]);
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
  const [remembered, terms] = await Promise.all([peekState(client, span), readTerms(client, [span])]);
  const known = terms.get(keyOf(span));
  return remembered && known ? tracked(remembered, known) : undefined;
}

function tracked(remembered: RememberedTechnician, terms: JudgingTerms): TrackedTechnician {
  const { tenantId, technicianId, state, version } = remembered;
  const { number, name, rules, candidates, times } = terms;
  return { tenantId, technicianId, state, version, number, name, rules, candidates, times };
}

async function lockStates(
  client: TransactionSql,
  spans: readonly TechnicianKey[],
): Promise<RememberedTechnician[]> {
  const inOrder = [...spans].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const kept = new Map(inOrder.map((span) => [keyOf(span), keptStates.get(keyOf(span))]));
  const rows = await client.unsafe<(StateRow & { state: StoredState | null })[]>(
    lockText,
    [...namesOf(inOrder), arrayLiteral([...kept.values()].map((one) => one?.version ?? null))],
    prepared,
  );
  return rows.map(({ tenant_id, technician_id, version, state }) => {
    const key = { tenantId: tenant_id, technicianId: technician_id };
    const known = state === null ? kept.get(keyOf(key))?.state : unpackState(state);
    if (known === undefined) throw new Error("the database left out a state that is not kept here");
    return { ...key, version, state: known };
  });
}

async function peekState(
  client: TransactionSql,
  key: TechnicianKey,
): Promise<RememberedTechnician | undefined> {
  const [row] = await client.unsafe<(StateRow & { state: StoredState })[]>(
    statesText,
    namesOf([key]),
    prepared,
  );
  return row && { ...key, version: row.version, state: unpackState(row.state) };
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
