import type { TransactionSql } from "postgres";
import { arrayLiteral } from "@/lib/db/array-literal";
import { type PlacedFix, visitedCells } from "../visited-cells";

const noteCellsText = `
  insert into track_cells (tenant_id, cell_y, cell_x, hour, technician_id)
  select tenant_id, y, x, to_timestamp(hour / 1000), technician_id
  from unnest(($1::text)::uuid[], ($2::text)::smallint[], ($3::text)::smallint[], ($4::text)::float8[], ($5::text)::uuid[])
    as c(tenant_id, y, x, hour, technician_id)
  on conflict do nothing`;

/** Notes in which squares fixes lie, so that area searches find their hours (LOC-14). Most are noted already. */
export async function noteCells(client: TransactionSql, fixes: readonly PlacedFix[]): Promise<void> {
  const cells = visitedCells(fixes);
  if (cells.length === 0) return;
  await client.unsafe(
    noteCellsText,
    [
      arrayLiteral(cells.map((cell) => cell.tenantId)),
      arrayLiteral(cells.map((cell) => cell.y)),
      arrayLiteral(cells.map((cell) => cell.x)),
      arrayLiteral(cells.map((cell) => cell.hour)),
      arrayLiteral(cells.map((cell) => cell.technicianId)),
    ],
    { prepare: true },
  );
}
