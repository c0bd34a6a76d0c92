import { isObject, looksLikeJson } from "./json";
import type { TrackerRequest } from "./types";

/** Named values of one fix, as text or as JSON scalars. */
export type Parameters = ReadonlyMap<string, unknown>;

/** Longer than any fix written as name=value. */
const MAX_LENGTH = 16_384;

/** Names and values of `name=value&…`, percent-decoded; the last of several equal names counts, as its app appended it. */
export function readParameters(text: string): Parameters | null {
  return text.length > MAX_LENGTH ? null : new Map(new URLSearchParams(text));
}

/** Names and values of a flat JSON object; what is nested is left out. */
export function parametersOfObject(value: Readonly<Record<string, unknown>>): Parameters {
  return new Map(Object.entries(value).filter(([, entry]) => typeof entry !== "object"));
}

/**
 * The parameters of a request from its query and its form or JSON body; those of the body come last and win.
 * @param json the body parsed, undefined when it is no JSON
 * @returns null when the body is something else
 */
export function requestParameters(
  request: Pick<TrackerRequest, "query" | "body">,
  json: unknown,
): Parameters | null {
  const query = readParameters(request.query);
  if (query === null) return null;
  if (request.body.trim() === "") return query;
  if (!looksLikeJson(request.body)) {
    const body = readParameters(request.body);
    return body === null ? null : new Map([...query, ...body]);
  }
  return isObject(json) ? new Map([...query, ...parametersOfObject(json)]) : null;
}

/** The value of the first of several names that has one. */
export function parameter(parameters: Parameters, ...names: readonly string[]): unknown {
  for (const name of names) {
    const value = parameters.get(name);
    if (value !== undefined && value !== "") return value;
  }
  return undefined;
}
