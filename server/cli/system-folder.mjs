import { chmodSync, lstatSync, mkdirSync } from "node:fs";
import path from "node:path";
import { Failure } from "./failure.mjs";

/**
 * A folder outside the clone that root owns and every user may pass through, for what must not lie under a private home.
 * /var/lib comes first because nothing there is cleaned up by age, as /var/tmp is on many systems.
 * @returns {string}
 */
export function systemFolder() {
  for (const parent of ["/var/lib", "/var/tmp"]) {
    const folder = path.join(parent, "truckroll");
    try {
      mkdirSync(folder, { mode: 0o755, recursive: parent === "/var/lib" });
    } catch (error) {
      if (error.code !== "EEXIST") continue;
    }
    const found = lstatSync(folder);
    // In a folder open to all somebody may have put a trap under our name.
    if (!found.isDirectory() || found.uid !== 0) continue;
    chmodSync(folder, 0o755);
    return folder;
  }
  throw new Failure(
    "Neither /var/lib/truckroll nor /var/tmp/truckroll can be used for the database: move the clone to a folder other users may enter (such as /srv), start as a normal user, or set DATABASE_URL.",
  );
}
