import path from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the clone, whatever the working directory is. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/**
 * Where this installation keeps its data.
 * @param {Record<string, string | undefined>} [env]
 * @returns {string} absolute path; a relative DATA_DIR counts from the clone
 */
export function dataDirectory(env = process.env) {
  return path.resolve(root, env.DATA_DIR || ".data");
}
