type Cell = string | number | boolean | null;

/**
 * A Postgres array literal of one column, to be cast in SQL (`($1::text)::uuid[]`). One text parameter per column is
 * what keeps a thousand-row statement prepared and cheap.
 */
export function arrayLiteral(cells: readonly Cell[]): string {
  let text = "{";
  for (let index = 0; index < cells.length; index += 1) {
    const cell = cells[index];
    if (index > 0) text += ",";
    if (cell === null || cell === undefined) text += "NULL";
    else if (typeof cell === "string") text += quote(cell);
    else text += String(cell);
  }
  return `${text}}`;
}

const plain = /^[0-9A-Za-z_.:-]+$/;

function quote(text: string): string {
  if (plain.test(text) && !(text.length === 4 && text.toUpperCase() === "NULL")) return text;
  return `"${text.replace(/\\/g, "\\\\").replace(/"/g, '\\"')}"`;
}
