import type { TransactionSql } from "postgres";
import type { EventType } from "./types";

/** One change to be logged. The payload is already in wire form: what is stored is what is sent. */
export interface NewEvent {
  readonly type: EventType;
  /** Technician whose phone gets it too; null keeps it to the consoles. */
  readonly technicianId: string | null;
  readonly jobId: string | null;
  readonly occurredAt: Date;
  readonly payload: Record<string, unknown>;
}

const appendText = `
  with counter as (
    update event_counters set last_seq = last_seq + $2::int where tenant_id = $1::uuid returning last_seq
  ), stored as (
    insert into events (tenant_id, seq, type, technician_id, job_id, payload, occurred_at)
    select $1::uuid, counter.last_seq - $2::int + e.ord, e.value->>'type', (e.value->>'technicianId')::uuid,
           (e.value->>'jobId')::uuid, e.value->'payload', (e.value->>'occurredAt')::timestamptz
    from counter, jsonb_array_elements($3::text::jsonb) with ordinality as e(value, ord)
  )
  select last_seq from counter`;

/**
 * Numbers and stores events; has to be the last statement of the transaction, because the counter row it locks
 * makes commit order and number order the same thing (RT-3).
 * @returns the number of the last event
 */
export async function appendEvents(
  client: TransactionSql,
  tenantId: string,
  events: readonly NewEvent[],
): Promise<number> {
  const [row] = await client.unsafe<{ last_seq: string }[]>(
    appendText,
    [tenantId, events.length, JSON.stringify(events)],
    { prepare: true },
  );
  if (row === undefined) throw new Error(`tenant ${tenantId} has no event counter`);
  return Number(row.last_seq);
}
