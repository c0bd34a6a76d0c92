import type { fixWire } from "./queries/history";

export const exportFormats = ["csv", "json"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** A stored fix as the API gives it. */
export type ExportedFix = ReturnType<typeof fixWire>;

const columns = [
  "recorded_at",
  "latitude",
  "longitude",
  "accuracy",
  "speed",
  "heading",
  "altitude",
  "battery",
  "activity",
  "source",
  "verdict",
  "verdict_reason",
  "verdict_before",
  "job_id",
  "received_at",
  "id",
] as const satisfies readonly (keyof ExportedFix)[];

/** How one format is written, page by page: what comes before, each page, what comes after. */
export interface ExportWriter {
  readonly contentType: string;
  readonly head: string;
  /** @param isFirst whether no fix was written before */
  page(fixes: readonly ExportedFix[], isFirst: boolean): string;
  readonly tail: string;
}

/** Metres, metres per second, degrees, per cent, ISO times in UTC; an empty cell is unknown. */
export const exportWriters: Readonly<Record<ExportFormat, ExportWriter>> = {
  csv: {
    contentType: "text/csv; charset=utf-8",
    head: `${columns.join(",")}\r\n`,
    page: (fixes) =>
      fixes.map((fix) => `${columns.map((column) => csvCell(fix[column])).join(",")}\r\n`).join(""),
    tail: "",
  },
  json: {
    contentType: "application/json",
    head: '{"fixes":[',
    page: (fixes, isFirst) =>
      fixes.map((fix, index) => `${isFirst && index === 0 ? "" : ","}\n${JSON.stringify(fix)}`).join(""),
    tail: "\n]}\n",
  },
};

/** RFC 4180. Text that a spreadsheet would take for a formula gets an apostrophe: what a phone says is not ours. */
export function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
