import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

/**
 * One fingerprint of many files: names and contents, not dates, so that a checkout or a copy alone changes nothing.
 * @param {string} base
 * @param {string[]} names files and folders below it; missing ones count as missing
 * @param {{ skip?: (file: string) => boolean, extra?: string[] }} [options] `extra` is hashed as well
 * @returns {string}
 */
export function filesHash(base, names, { skip = () => false, extra = [] } = {}) {
  const hash = createHash("sha256");
  for (const text of extra) hash.update(`${text}\0`);
  for (const name of names) {
    for (const file of filesBelow(base, name)) {
      if (skip(file)) continue;
      hash.update(
        `${file}\0${createHash("sha256")
          .update(readFileSync(path.join(base, file)))
          .digest("hex")}\0`,
      );
    }
  }
  return hash.digest("hex");
}

/**
 * @param {string} base
 * @param {string} name
 * @returns {string[]} relative, with forward slashes, in an order that does not depend on the file system
 */
function filesBelow(base, name) {
  const found = statSync(path.join(base, name), { throwIfNoEntry: false });
  if (!found) return [];
  if (!found.isDirectory()) return [name];
  return readdirSync(path.join(base, name))
    .sort()
    .flatMap((entry) => filesBelow(base, `${name}/${entry}`));
}
