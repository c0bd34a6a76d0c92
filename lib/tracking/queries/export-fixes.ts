import { readTenant } from "@/lib/db/transaction";
import type { ExportWriter } from "../export-format";
import type { TechnicianKey } from "../technician-key";
import { type FixCursor, fixWire, readFixes } from "./history";

const PAGE = 2_000;

/**
 * Every stored fix of a technician in [from, to), oldest first, as pieces of a file: read page by page, as fast as somebody
 * takes them.
 */
export async function* exportFixes(
  { tenantId, technicianId }: TechnicianKey,
  span: { readonly from?: Date; readonly to?: Date },
  writer: ExportWriter,
): AsyncGenerator<string> {
  yield writer.head;
  let after: FixCursor | null = null;
  for (;;) {
    const rows = await readPage({ tenantId, technicianId }, span, after);
    yield writer.page(rows.map(fixWire), after === null);
    const last = rows.at(-1);
    if (rows.length < PAGE || last === undefined) break;
    after = [last.recordedAt.toISOString(), last.lat, last.lng];
  }
  yield writer.tail;
}

function readPage(
  { tenantId, technicianId }: TechnicianKey,
  span: { readonly from?: Date; readonly to?: Date },
  after: FixCursor | null,
) {
  return readTenant(tenantId, (tx) => readFixes(tx, tenantId, technicianId, { ...span, after, limit: PAGE }));
}
