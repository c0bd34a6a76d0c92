import type { TransactionSql } from "postgres";
import { arrayLiteral } from "@/lib/db/array-literal";
import { sql } from "@/lib/db/client";
import { scopeTo } from "@/lib/db/scope";
import { log } from "@/lib/log";
import type { TechnicianKey } from "../technician-key";
import { OFF_SHIFT } from "../types";
import { recordFixes } from "./record-fixes";
import { unseal } from "./seal-fixes";

/** Fixes of one submission. */
const PAGE = 500;

interface SealedRow {
  mark: string;
  ciphertext: string;
}

/**
 * Opens the sealed fixes that lie inside of a shift after all, because it was started late, and puts them through like any
 * others (LOC-12). Idempotent: what was stored before is a duplicate. Seals that do not open are thrown away.
 * @throws AppError unavailable when the database cannot be used; what is not done yet is still sealed then
 */
export async function openSealedFixes(key: TechnicianKey): Promise<void> {
  for (;;) {
    const rows = await scoped(key, (client) => readSealed(client, key, Date.now()));
    const opened = rows.flatMap(({ mark, ciphertext }) => {
      const incoming = unseal(key, ciphertext);
      return incoming === null ? [] : [{ mark, incoming }];
    });
    const broken = rows.filter(({ mark }) => !opened.some((one) => one.mark === mark));
    if (broken.length > 0)
      log.error({ technicianId: key.technicianId, count: broken.length }, "sealed fixes could not be opened");
    const results =
      opened.length === 0 ? [] : await recordFixes({ ...key, fixes: opened.map(({ incoming }) => incoming) });
    // What the shift no longer contains (it has ended in the meantime) stays sealed.
    const stored = opened.filter((_, index) => results[index]?.verdict !== OFF_SHIFT);
    const done = [...stored, ...broken].map(({ mark }) => mark);
    if (done.length === 0) return;
    const marks = arrayLiteral(done);
    await scoped(
      key,
      (client) => client`
        delete from sealed_fixes
        where tenant_id = ${key.tenantId} and technician_id = ${key.technicianId} and mark = any(${marks}::text::text[])`,
    );
  }
}

function readSealed(client: TransactionSql, key: TechnicianKey, now: number): Promise<SealedRow[]> {
  return client<SealedRow[]>`
    select f.mark, f.ciphertext
    from sealed_fixes f
    where f.tenant_id = ${key.tenantId} and f.technician_id = ${key.technicianId}
      and f.expires_at > to_timestamp(${now}::float8 / 1000) and exists (
        select from shifts s
        where s.tenant_id = f.tenant_id and s.technician_id = f.technician_id and s.started_at <= f.recorded_at
          and (s.ended_at is null or s.ended_at > f.recorded_at)
      )
    order by f.recorded_at, f.mark limit ${PAGE}`;
}

async function scoped<Result>(
  key: TechnicianKey,
  work: (client: TransactionSql) => PromiseLike<Result>,
): Promise<Result> {
  const done = await sql().begin(async (client) => {
    await scopeTo(client, [key.tenantId]);
    return { result: await work(client) };
  });
  return done.result as Result;
}
