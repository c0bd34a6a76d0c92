/**
 * What the clocks of a zone show at a moment, as `<input type="datetime-local">` wants it: 2026-11-27T14:05.
 * @param at epoch ms
 * @param timeZone IANA name
 */
export function wallTime(at: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const read = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  return `${read("year").padStart(4, "0")}-${read("month")}-${read("day")}T${read("hour")}:${read("minute")}`;
}

/**
 * The moment at which the clocks of a zone show a time. One that is skipped when clocks go forward is taken as the time an
 * hour later, of two that are the same when they go back the first one.
 * @returns epoch ms; null when the text is no time
 */
export function momentOfWallTime(text: string, timeZone: string): number | null {
  const asUtc = Date.parse(`${text}Z`);
  if (Number.isNaN(asUtc)) return null;
  const offsetAt = (at: number) =>
    Date.parse(`${wallTime(at, timeZone)}Z`) - Math.floor(at / 60_000) * 60_000;
  const candidates = [offsetAt(asUtc - 86_400_000), offsetAt(asUtc + 86_400_000)].map(
    (offset) => asUtc - offset,
  );
  const shown = candidates.filter((at) => wallTime(at, timeZone) === text.slice(0, 16));
  return Math.min(...(shown.length > 0 ? shown : [Math.max(...candidates)]));
}
