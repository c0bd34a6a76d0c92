import { mkdirSync, mkdtempSync } from "node:fs";
import path from "node:path";
import { type BuildOptions, build, type Plugin } from "esbuild";

const root = path.resolve(import.meta.dirname, "../..");
const here = import.meta.dirname;

/** Programs that run as processes of their own, measured as production runs them: bundled, without tsx. */
const programs = {
  "http-load": "load/http-load.ts",
  viewers: "load/viewers.ts",
  "moving-fleet": "load/moving-fleet.ts",
  backlog: "load/backlog.ts",
  ours: "servers/ours.ts",
  background: "../../server/background.ts",
  fanout: "servers/fanout.ts",
  rebuild: "servers/rebuild.ts",
  "bare-handler": "peers/bare-handler.ts",
  "bare-insert": "peers/bare-insert.ts",
  "naive-handler": "peers/naive-handler.ts",
  "next-server": "peers/next-server.ts",
} as const;

/** The same server with the write replaced by a resolved promise: what is left is the door. */
const withoutWrite: Plugin = {
  name: "without-write",
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/record-fixes$/ }, () => ({ path: path.join(here, "servers/no-write.ts") })),
};

/** The same server that notes no squares for area searches. */
const withoutCells: Plugin = {
  name: "without-cells",
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/note-cells$/ }, () => ({ path: path.join(here, "servers/no-cells.ts") })),
};

export type Program = keyof typeof programs | "door" | "without-cells";

const settings: BuildOptions = {
  absWorkingDir: root,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  packages: "external",
  platform: "node",
  format: "esm",
  target: "node20",
  tsconfig: path.join(root, "tsconfig.json"),
  sourcemap: true,
  logLevel: "warning",
};

/**
 * Bundles all programs with the settings of server/cli/build.mjs.
 * @returns their folder, inside node_modules so that packages are found, and the file of each
 */
export async function bundlePrograms(): Promise<{ folder: string; file: (program: Program) => string }> {
  const cache = path.join(root, "node_modules", ".cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(path.join(cache, "truckroll-bench-"));
  const entries = Object.entries(programs).map(([name, file]) => [name, path.join(here, file)] as const);
  await Promise.all([
    build({ ...settings, outdir: folder, entryPoints: Object.fromEntries(entries) }),
    build({
      ...settings,
      outdir: folder,
      entryPoints: { door: path.join(here, "servers/ours.ts") },
      plugins: [withoutWrite],
    }),
    build({
      ...settings,
      outdir: folder,
      entryPoints: { "without-cells": path.join(here, "servers/ours.ts") },
      plugins: [withoutCells],
    }),
  ]);
  return { folder, file: (program) => path.join(folder, `${program}.mjs`) };
}
