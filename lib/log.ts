import pino from "pino";

/** Structured log of the process. Tokens, cookies and bodies are never passed to it; the paths below are a second lock. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? (process.env.NODE_ENV === "test" ? "silent" : "info"),
  redact: { paths: ["*.authorization", "*.cookie", "*.token", "*.password"], censor: "[hidden]" },
  base: undefined,
});
