import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { filesHash } from "./files-hash.mjs";

const sources = [
  ...["app", "components", "hooks", "lib", "server", "drizzle", "public"],
  ...["next.config.mjs", "postcss.config.mjs", "tsconfig.json", "package-lock.json"],
];
/** What production runs without tsx, each a file of its name in `dist`. */
export const bundles = {
  server: "./server/index.ts",
  background: "./server/background.ts",
  migrate: "./server/cli/migrate.ts",
  seed: "./server/cli/seed.ts",
  simulate: "./server/cli/simulate.ts",
};
const results = [".next/BUILD_ID", ...Object.keys(bundles).map((name) => `dist/${name}.js`)];

/**
 * A fingerprint of everything a build depends on.
 * @param {string} folder
 * @param {Record<string, string | undefined>} [env]
 */
export function sourceHash(folder, env = process.env) {
  const baked = Object.keys(env)
    .filter((name) => name.startsWith("NEXT_PUBLIC_"))
    .sort()
    .map((name) => `${name}=${env[name]}`);
  return filesHash(folder, sources, {
    skip: (file) => /\.test\.[jt]sx?$/.test(file),
    extra: [`node ${process.versions.node.split(".")[0]}`, ...baked],
  });
}

/**
 * @param {string} folder
 * @param {string} hash from `sourceHash`
 * @returns {boolean} whether a complete build of exactly these sources is there
 */
export function buildIsFresh(folder, hash) {
  if (results.some((file) => !existsSync(path.join(folder, file)))) return false;
  const stamp = buildStamp(folder);
  return existsSync(stamp) && readFileSync(stamp, "utf8").trim() === hash;
}

/** @param {string} folder */
export function buildStamp(folder) {
  return path.join(folder, "dist", ".stamp");
}
