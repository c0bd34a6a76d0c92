const words = (fullName: string) => fullName.trim().split(/\s+/u).filter(Boolean);
const firstLetter = (word: string | undefined) => Array.from(word ?? "")[0]?.toLocaleUpperCase() ?? "";

/** The two letters on a marker: first letters of the first and the last name; "?" for an empty name. */
export function initials(fullName: string): string {
  const parts = words(fullName);
  const last = parts.length > 1 ? firstLetter(parts.at(-1)) : "";
  return firstLetter(parts[0]) + last || "?";
}

/** "Kemi Okafor" → "Kemi O.", where a full name would not fit. */
export function shortName(fullName: string): string {
  const parts = words(fullName);
  const first = parts[0] ?? "";
  return parts.length > 1 ? `${first} ${firstLetter(parts.at(-1))}.` : first;
}
