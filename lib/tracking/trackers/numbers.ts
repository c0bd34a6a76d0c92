const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
/** Longer than any number a phone prints. */
const MAX_LENGTH = 40;

/**
 * A finite number, sent as a number or as decimal text; null for anything else (`""`, `NaN`, `0x10`, `1,5`, booleans).
 */
export function readNumber(value: unknown): number | null {
  // Adding zero turns -0 into 0, which is what a database gives back.
  if (typeof value === "number") return Number.isFinite(value) ? value + 0 : null;
  if (typeof value !== "string" || value.length > MAX_LENGTH) return null;
  const text = value.trim();
  if (!decimal.test(text)) return null;
  const number = Number(text);
  return Number.isFinite(number) ? number + 0 : null;
}

/** True and false as JSON, text or 1 and 0; null for anything else. */
export function readBoolean(value: unknown): boolean | null {
  if (value === true || value === 1 || value === "1" || value === "true") return true;
  return value === false || value === 0 || value === "0" || value === "false" ? false : null;
}

/** Multiplies what is known: for units. */
export function scaled(value: number | null, factor: number): number | null {
  return value === null ? null : value * factor;
}

/** A battery level of 0 to 1 in percent; null when it is not one (-1 is unknown). */
export function percentOfFraction(level: number | null): number | null {
  return level === null || level < 0 || level > 1 ? null : level * 100;
}

/**
 * The value to the hundredth if it lies within the bounds, else null. Columns keep seven digits: rounding first makes
 * a fix read back later judge exactly like the live one.
 */
export function hundredthsWithin(value: number | null, min: number, max: number): number | null {
  if (value === null || value < min || value > max) return null;
  return Math.round(value * 100) / 100 + 0;
}
