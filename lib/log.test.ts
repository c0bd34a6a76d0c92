import { DrizzleQueryError } from "drizzle-orm/errors";
import pino from "pino";
import { describe, expect, it } from "vitest";
import { newToken } from "./auth/token-format";
import { logOptions } from "./log";

function lineOf(fields: Record<string, unknown>): { text: string; error: Record<string, unknown> } {
  let text = "";
  const stream = {
    write: (line: string) => {
      text += line;
    },
  };
  pino({ ...logOptions, level: "info" }, stream).info(fields, "failed");
  return { text, error: JSON.parse(text).error };
}

const phone = "+234 803 555 0100";
const fromDatabase = Object.assign(new Error("duplicate key value violates unique constraint"), {
  name: "PostgresError",
  code: "23505",
  detail: `Key (phone)=(${phone}) already exists.`,
  query: "insert into users values ($1)",
  parameters: [phone],
});

describe("an error in the log", () => {
  it("keeps its name, code, message and stack, and what caused it", () => {
    const cause = Object.assign(new Error("connection refused"), { code: "ECONNREFUSED" });
    const { error } = lineOf({ error: new TypeError("no answer", { cause }) });
    expect(error).toMatchObject({
      name: "TypeError",
      message: "no answer",
      stack: expect.stringContaining("log.test.ts"),
      cause: { code: "ECONNREFUSED", message: "connection refused" },
    });
  });

  it("never shows what a query was asked with, however it is wrapped or called", () => {
    const failed = new DrizzleQueryError("insert into users values ($1)", [phone], fromDatabase);
    for (const error of [failed, new Error("job not saved", { cause: failed }), fromDatabase]) {
      for (const key of ["error", "err"]) expect(lineOf({ [key]: error }).text).not.toContain(phone);
    }
    expect(lineOf({ error: failed }).error).toMatchObject({
      message: "Failed query: insert into users values ($1)",
      stack: expect.stringContaining("log.test.ts"),
      cause: { name: "PostgresError", code: "23505", message: fromDatabase.message },
    });
  });

  it("is told by its type when it is none, and does not go round in circles", () => {
    expect(lineOf({ error: `no error but ${phone}` }).error).toEqual({ name: "string" });
    const round = new Error("round");
    round.cause = round;
    expect(JSON.stringify(lineOf({ error: round }).error).match(/"round"/g)?.length).toBeLessThan(10);
  });
});

describe("a token in the log", () => {
  it("is hidden wherever it stands: in a URL, a message or an error", () => {
    const token = newToken();
    const error = new Error(`no answer from /api/ingest/osmand/${token}`);
    const { text } = lineOf({ error, where: `POST /api/ingest/osmand/${token}`, nested: { url: [token] } });
    expect(text).not.toContain(token);
    expect(text.match(/\[hidden\]/g)?.length).toBeGreaterThanOrEqual(4);
  });
});
