import { AppError } from "@/lib/errors";
import { nestsDeeperThan } from "@/lib/json-depth";

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
  if (nestsDeeperThan(text, MAX_DEPTH)) {
    throw new AppError("malformed", `The body is nested deeper than ${MAX_DEPTH} levels.`);
  }
  const value = parse(text);
  // What is refused can only be written with an escape or by its name; most bodies have neither.
  const isPlain = text.isWellFormed() && !text.includes("\\") && !text.includes("__proto__");
  if (!isPlain) inspect(value, []);
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError("malformed", "The body is not valid JSON.");
  }
}

function inspect(value: unknown, path: readonly (string | number)[]): void {
  if (typeof value === "string") {
    if (isStorableText(value)) return;
    throw refusal("The body holds a character that cannot be stored.", path);
  }
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      if (typeof item !== "number") inspect(item, [...path, index]);
    }
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    if (key === "__proto__" || !isStorableText(key)) {
      throw refusal("The body has a field name that is not allowed.", path);
    }
    inspect(item, [...path, key]);
  }
}

function refusal(sentence: string, path: readonly (string | number)[]): AppError {
  return new AppError("malformed", sentence, path.length === 0 ? {} : { field: path.join(".") });
}
