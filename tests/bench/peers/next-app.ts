import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";

const root = path.resolve(import.meta.dirname, "../../..");

/**
 * Builds a small Next application for production in a temporary folder, with the Next of this project and one ingest
 * route. Two of them exist: `next-store-route` stores the fix the naive way, `next-parse-route` only parses it.
 * @returns the folder, to be removed by the caller
 * @throws Error with Next's output when it cannot be built
 */
export async function buildNextApp(route: "next-store-route" | "next-parse-route"): Promise<string> {
  const app = mkdtempSync(path.join(tmpdir(), "truckroll-bench-next-"));
  symlinkSync(path.join(root, "node_modules"), path.join(app, "node_modules"));
  const folder = path.join(app, "app/api/v1/field-service/technicians/[id]/location");
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(app, "package.json"), '{"private":true,"type":"module"}\n');
  writeFileSync(
    path.join(app, "next.config.mjs"),
    'export default { poweredByHeader: false, serverExternalPackages: ["postgres"] };\n',
  );
  await build({
    absWorkingDir: root,
    entryPoints: [path.join(import.meta.dirname, `${route}.ts`)],
    outfile: path.join(folder, "route.js"),
    bundle: true,
    packages: "external",
    format: "esm",
    tsconfig: path.join(root, "tsconfig.json"),
  });
  // webpack, because Turbopack refuses packages behind a link that leaves the folder.
  const next = path.join(root, "node_modules/next/dist/bin/next");
  const built = spawnSync(process.execPath, [next, "build", "--webpack"], {
    cwd: app,
    encoding: "utf8",
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  if (built.status !== 0) throw new Error(`Next did not build:\n${built.stdout}${built.stderr}`);
  return app;
}
