/** Prints rows under headings, numbers flush right. */
export function printTable(headings: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ");
  console.log(line(headings));
  console.log(widths.map((width) => "─".repeat(width)).join("  "));
  for (const row of rows) console.log(line(row));
}

/** `12,345`, or `3.21` below ten. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return "–";
  if (value >= 100) return Math.round(value).toLocaleString("en");
  return value.toFixed(value >= 10 ? 1 : 2);
}

/** Middle value; the mean of the two middle ones for an even count. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

/** Median over rounds with the extremes, so that nobody takes a noisy figure for an exact one. */
export function spread(values: readonly number[]): string {
  if (values.length === 0) return "–";
  if (values.length === 1) return figure(median(values));
  return `${figure(median(values))} (${figure(Math.min(...values))}–${figure(Math.max(...values))})`;
}

/** One aim with what was reached. */
export function printAim(name: string, reached: number, aim: { least: number } | { most: number }): void {
  const met = "least" in aim ? reached >= aim.least : reached <= aim.most;
  const wanted = "least" in aim ? `aim ≥ ${aim.least}` : `aim ≤ ${aim.most}`;
  console.log(`${met ? "✓" : "✗"} ${name}: ${figure(reached)} (${wanted})`);
}
