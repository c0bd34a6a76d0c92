/**
 * Midnight that began the day `at` belongs to.
 * @param at epoch ms
 * @param timeZone IANA name
 * @returns epoch ms
 */
export function startOfDay(at: number, timeZone: string): number {
  const guess = at - msSinceMidnight(at, timeZone);
  // A clock that was put forward or back since midnight makes the guess an hour wrong; asking again there mends it.
  const off = msSinceMidnight(guess, timeZone);
  return off === 0 ? guess : guess + (off > 12 * 3_600_000 ? 24 * 3_600_000 - off : -off);
}

function msSinceMidnight(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone,
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
    hourCycle: "h23",
  }).formatToParts(at);
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return ((read("hour") * 60 + read("minute")) * 60 + read("second")) * 1000 + (((at % 1000) + 1000) % 1000);
}
