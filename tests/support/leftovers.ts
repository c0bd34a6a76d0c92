import type postgres from "postgres";

/** Tables of the application and of the task queue, partitions included. */
function allTables(owner: postgres.Sql) {
  return owner<{ schema: string; name: string }[]>`
    select n.nspname as schema, c.relname as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
    order by 1, 2`;
}

/** What a coordinate looks like wherever it is written: as a number, in JSON, scaled, rounded to a metre. */
function looksOf(degrees: number): string[] {
  const digits = String(Math.abs(degrees)).replace(".", "");
  const [, decimals = ""] = String(Math.abs(degrees)).split(".");
  if (decimals.length < 6) throw new Error("a coordinate that is searched for has to have six decimals");
  return [digits.slice(0, 6), decimals.slice(0, 6)];
}

/**
 * Searches every column of every table for coordinates.
 * @returns the tables that hold one, with the first row
 */
export async function findPlaces(owner: postgres.Sql, ...degrees: readonly number[]): Promise<string[]> {
  const pattern = degrees.flatMap(looksOf).join("|");
  const found: string[] = [];
  for (const { schema, name } of await allTables(owner)) {
    const [row] = await owner<{ row: string }[]>`
      select t::text as row from ${owner(schema)}.${owner(name)} t where t::text ~ ${pattern} limit 1`;
    if (row) found.push(`${schema}.${name}: ${row.row.slice(0, 300)}`);
  }
  return found;
}
