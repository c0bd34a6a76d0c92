const unstorable = /[\p{Cc}\p{Cs}]/u;

/** Short text that can be stored and shown: no control character, no half of a surrogate pair; null otherwise. */
export function readText(value: unknown, maxLength: number): string | null {
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  if (typeof value !== "string" || value.length > maxLength) return null;
  const text = value.trim();
  return text === "" || unstorable.test(text) ? null : text;
}

/** What a device calls itself, the first name that can be shown. */
export function readLabel(...candidates: readonly unknown[]): string | null {
  for (const candidate of candidates) {
    const text = readText(candidate, 100);
    if (text !== null) return text;
  }
  return null;
}
