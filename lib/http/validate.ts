import type { z } from "zod";
import { AppError } from "@/lib/errors";

type Issue = z.core.$ZodIssue;

/**
 * Checks an input against its schema.
 * @returns the parsed value
 * @throws AppError `malformed` (400) for a wrong shape, type or format, `impossible` (422) for a value that has the right
 * type and lies outside what can be; a wrong shape is named first. Custom checks are `impossible` unless their
 * `params` say `{ malformed: true }`.
 */
export function validate<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issues = result.error.issues.map(innermost);
  const malformed = issues.find((issue) => !isImpossible(issue));
  const issue = malformed ?? issues[0];
  const field = issue ? fieldOf(issue) : "";
  throw new AppError(
    malformed ? "malformed" : "impossible",
    issue ? sentence(issue, field, input) : "The request is malformed.",
    field === "" ? {} : { field },
  );
}

/** A union fails with the complaints of all its members; the member that got furthest is what the caller meant. */
function innermost(issue: Issue): Issue {
  if (issue.code !== "invalid_union") return issue;
  const inner = issue.errors.flat().sort((a, b) => b.path.length - a.path.length)[0];
  return inner ? innermost({ ...inner, path: [...issue.path, ...inner.path] }) : issue;
}

function isImpossible(issue: Issue): boolean {
  if (issue.code === "custom") return issue.params?.malformed !== true;
  return issue.code === "too_big" || issue.code === "too_small" || issue.code === "not_multiple_of";
}

function fieldOf(issue: Issue): string {
  const path = issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0] ?? ""] : issue.path;
  return path.map(String).join(".");
}

function sentence(issue: Issue, field: string, input: unknown): string {
  const name = field === "" ? "The body" : field;
  switch (issue.code) {
    case "invalid_type":
      return isMissing(issue, input)
        ? `${name} is missing.`
        : `${name} has to be ${article(issue.expected)}.`;
    case "too_big":
      return `${name} has to be at most ${issue.maximum}${unit(issue.origin)}.`;
    case "too_small":
      return `${name} has to be at least ${issue.minimum}${unit(issue.origin)}.`;
    case "invalid_value":
      return `${name} has to be one of: ${issue.values.map(String).join(", ")}.`;
    case "invalid_format":
      return formats[issue.format]
        ? `${name} has to be ${formats[issue.format]}.`
        : `${name} is not readable.`;
    case "unrecognized_keys":
      return `${name} is not a field that can be set here.`;
    case "custom":
      return `${name} ${issue.message}.`;
    default:
      return `${name} is not what this call expects.`;
  }
}

const formats: Record<string, string | undefined> = {
  uuid: "a UUID",
  datetime: "an ISO 8601 time with its zone, such as 2026-11-20T08:30:00Z",
  date: "a date such as 2026-11-20",
  email: "an e-mail address",
};

function isMissing(issue: Issue, input: unknown): boolean {
  let value = input;
  for (const step of issue.path) {
    if (typeof value !== "object" || value === null) return false;
    value = (value as Record<PropertyKey, unknown>)[step];
  }
  return value === undefined;
}

function article(expected: string): string {
  const word = expected === "int" ? "whole number" : expected === "record" ? "object" : expected;
  return /^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`;
}

function unit(origin: string): string {
  if (origin === "string") return " characters long";
  return origin === "array" || origin === "set" ? " items long" : "";
}
