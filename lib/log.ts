import pino, { type LoggerOptions } from "pino";
import { tokensInText } from "./auth/token-format";
import { describeError } from "./describe-error";

/** Tokens, cookies and bodies are never passed to the log; the paths and the hook below are a second lock. */
export const logOptions: LoggerOptions = {
  level: process.env.LOG_LEVEL ?? (process.env.NODE_ENV === "test" ? "silent" : "info"),
  redact: { paths: ["*.authorization", "*.cookie", "*.token", "*.password"], censor: "[hidden]" },
  hooks: { streamWrite: (line) => line.replace(tokensInText, "[hidden]") },
  base: undefined,
  serializers: { error: describeError, err: describeError },
};

/** Structured log of the process. Pass an error as `error`, whole: what may be shown of it is decided here. */
export const log = pino(logOptions);
