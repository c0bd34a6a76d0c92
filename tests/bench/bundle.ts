import { mkdirSync, mkdtempSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";

const root = path.resolve(import.meta.dirname, "../..");
const here = import.meta.dirname;

/** Programs that run as processes of their own, measured as production runs them: bundled, without tsx. */
const programs = {
  load: "load/http-load.ts",
  viewers: "load/viewers.ts",
  ours: "servers/ours.ts",
  door: "servers/door.ts",
  fanout: "servers/fanout.ts",
  "bare-handler": "peers/bare-handler.ts",
  "bare-insert": "peers/bare-insert.ts",
  "naive-handler": "peers/naive-handler.ts",
  "next-server": "peers/next-server.ts",
} as const;

export type Program = keyof typeof programs;

/**
 * Bundles all programs with the settings of server/cli/build.mjs.
 * @returns the file of each; inside node_modules, so that packages are found
 */
export async function bundlePrograms(): Promise<{ folder: string; file: (program: Program) => string }> {
  const cache = path.join(root, "node_modules", ".cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(path.join(cache, "truckroll-bench-"));
  await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(
      Object.entries(programs).map(([name, file]) => [name, path.join(here, file)]),
    ),
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    tsconfig: path.join(root, "tsconfig.json"),
    sourcemap: true,
    logLevel: "warning",
  });
  return { folder, file: (program) => path.join(folder, `${program}.mjs`) };
}
