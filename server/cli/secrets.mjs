import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { writeAtomically } from "./atomic-file.mjs";
import { Failure } from "./failure.mjs";

/** The secrets an installation has, each made on first use. */
const names = /** @type {const} */ (["postgresPassword", "authSecret"]);

/**
 * Reads `secrets.json`, adding what is missing. Nothing here has a default and nothing is ever printed.
 * @param {string} dataDir
 * @returns {{ postgresPassword: string, authSecret: string }}
 * @throws {Failure} when the file belongs to somebody else or is damaged: inventing new secrets would lock the owner out
 */
export function loadSecrets(dataDir) {
  mkdirSync(dataDir, { recursive: true });
  const file = path.join(dataDir, "secrets.json");
  /** @type {Record<string, unknown>} */
  let kept = {};
  if (existsSync(file)) {
    try {
      kept = JSON.parse(readFileSync(file, "utf8"));
    } catch (error) {
      if (error.code === "EACCES" || error.code === "EPERM") {
        throw new Failure(
          `${file} belongs to another user: start Truckroll as the user who started it first, or set DATA_DIR to a folder of your own.`,
        );
      }
      throw new Failure(
        `${file} cannot be read as JSON: restore it from a backup, or move it away to have new secrets made.`,
      );
    }
    chmodSync(file, 0o600);
  }
  const secrets = { ...kept };
  for (const name of names) {
    if (typeof secrets[name] !== "string" || secrets[name] === "")
      secrets[name] = randomBytes(32).toString("base64url");
  }
  if (names.some((name) => secrets[name] !== kept[name])) {
    writeAtomically(file, `${JSON.stringify(secrets, null, 2)}\n`, 0o600);
  }
  return /** @type {{ postgresPassword: string, authSecret: string }} */ (secrets);
}
