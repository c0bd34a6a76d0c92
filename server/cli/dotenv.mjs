import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/**
 * Reads `KEY=value` lines: `export` and blank lines allowed, quotes removed, ` # …` after an unquoted value is a comment.
 * @param {string} text
 * @returns {Record<string, string>}
 */
export function parseDotenv(text) {
  /** @type {Record<string, string>} */
  const values = {};
  for (const line of text.split(/\r?\n/)) {
    const match = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*?)\s*$/.exec(line);
    if (!match) continue;
    const [, key, raw] = match;
    const quoted = /^(["'])(.*?)\1\s*(?:#.*)?$/.exec(raw);
    if (!quoted) values[key] = raw.replace(/(^|\s)#.*$/, "").trim();
    else values[key] = quoted[1] === '"' ? quoted[2].replaceAll("\\n", "\n") : quoted[2];
  }
  return values;
}

/**
 * Adds what `.env` says to the environment; what the environment already says wins.
 * @param {string} folder
 * @param {Record<string, string | undefined>} [env]
 */
export function loadDotenv(folder, env = process.env) {
  const file = path.join(folder, ".env");
  if (!existsSync(file)) return;
  for (const [key, value] of Object.entries(parseDotenv(readFileSync(file, "utf8")))) env[key] ??= value;
}
