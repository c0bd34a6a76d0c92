import { AppError } from "@/lib/errors";

/** Deeper JSON than any body of ours; what follows it would only burn stack and time. */
const MAX_DEPTH = 32;

const loneSurrogate = /\p{Surrogate}/u;

/**
 * Whether Postgres can store the text and every client can show it: no U+0000, no half of a surrogate pair.
 */
export function isStorableText(text: string): boolean {
  return !text.includes("\0") && !loneSurrogate.test(text);
}

/**
 * Parses a JSON text and refuses what no honest client sends: nesting past 32 levels, unstorable text,
 * a `__proto__` key.
 * @throws AppError malformed, with the path of the offending field
 */
export function readJson(text: string): unknown {
  const value = parse(text);
  // What is refused can only be written with an escape or by its name; most bodies have neither.
  const isPlain = text.isWellFormed() && !text.includes("\\") && !text.includes("__proto__");
  if (!isPlain) inspect(value, [], 0);
  else if (isDeeperThan(value, MAX_DEPTH)) throw tooDeep();
  return value;
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (levels === 0) return true;
  for (const item of Array.isArray(value) ? value : Object.values(value)) {
    if (typeof item === "object" && isDeeperThan(item, levels - 1)) return true;
  }
  return false;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError("malformed", "The body is not valid JSON.");
  }
}

function inspect(value: unknown, path: readonly (string | number)[], depth: number): void {
  if (typeof value === "string") {
    if (isStorableText(value)) return;
    throw refusal("The body holds a character that cannot be stored.", path);
  }
  if (typeof value !== "object" || value === null) return;
  if (depth === MAX_DEPTH) throw tooDeep();
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      if (typeof item !== "number") inspect(item, [...path, index], depth + 1);
    }
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    if (key === "__proto__" || !isStorableText(key)) {
      throw refusal("The body has a field name that is not allowed.", path);
    }
    inspect(item, [...path, key], depth + 1);
  }
}

function tooDeep(): AppError {
  return new AppError("malformed", `The body is nested deeper than ${MAX_DEPTH} levels.`);
}

function refusal(sentence: string, path: readonly (string | number)[]): AppError {
  return new AppError("malformed", sentence, path.length === 0 ? {} : { field: path.join(".") });
}
