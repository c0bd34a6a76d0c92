import { nestsDeeperThan } from "@/lib/json-depth";

/** Deeper than any tracker nests. */
const MAX_DEPTH = 32;

/** Parsed JSON; undefined when the text is none or nests deeper than 32 levels. Never throws. */
export function parseJson(text: string): unknown {
  if (nestsDeeperThan(text, MAX_DEPTH)) return undefined;
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return undefined;
  }
}

/** Whether a body is meant to be JSON: some apps send no content type or a wrong one. */
export function looksLikeJson(body: string): boolean {
  return /^[\s\ufeff]*[[{]/.test(body);
}

/** An own field of an object; undefined for anything that has none, inherited names included. */
export function field(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}

/** Whether this is a JSON object and not an array. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
