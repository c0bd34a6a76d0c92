import "./node-version.mjs";
import { mkdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { writeAtomically } from "./atomic-file.mjs";
import { buildIsFresh, buildStamp, bundles, sourceHash } from "./build-state.mjs";
import { runNode } from "./child.mjs";
import { loadDotenv } from "./dotenv.mjs";
import { Failure, printFailure } from "./failure.mjs";
import { ensureInstalled } from "./install.mjs";
import { withLock } from "./lock.mjs";
import { root } from "./paths.mjs";
import { step } from "./progress.mjs";

/**
 * Builds the pages and the server unless a build of these very sources is there. One at a time in a folder.
 * @param {import("./progress.mjs").Step} report
 */
export async function ensureBuilt(report) {
  report.rename("Build is up to date");
  if (buildIsFresh(root, sourceHash(root))) return;
  report.rename("Building");
  await withLock(
    path.join(root, "dist", ".lock"),
    async () => {
      const hash = sourceHash(root);
      if (buildIsFresh(root, hash)) return;
      rmSync(buildStamp(root), { force: true });
      report.detail("pages");
      await buildPages(report);
      report.detail("server");
      await bundleServer();
      writeAtomically(buildStamp(root), `${hash}\n`);
    },
    (holder) => report.detail(`another copy (pid ${holder.pid}) is building`),
  );
  report.rename("Built");
}

/** @param {import("./progress.mjs").Step} report */
async function buildPages(report) {
  const { ok, tail } = await runNode([path.join(root, "node_modules/next/dist/bin/next"), "build"], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    onLine: (line) => {
      if (line.trim() !== "") report.detail(line.trim());
    },
  });
  if (!ok) throw new Failure("The pages could not be built; the sources need a correction.", tail);
}

async function bundleServer() {
  const { build } = await import("esbuild");
  const draft = path.join(root, "dist", ".draft");
  rmSync(draft, { recursive: true, force: true });
  try {
    await build({
      absWorkingDir: root,
      entryPoints: bundles,
      outdir: draft,
      bundle: true,
      packages: "external",
      platform: "node",
      format: "esm",
      target: "node20",
      tsconfig: path.join(root, "tsconfig.json"),
      sourcemap: true,
      logLevel: "silent",
    });
  } catch (error) {
    throw new Failure("The server could not be bundled; the sources need a correction.", error.message);
  }
  mkdirSync(path.join(root, "dist"), { recursive: true });
  for (const name of Object.keys(bundles)) {
    for (const end of [".js.map", ".js"])
      renameSync(path.join(draft, name + end), path.join(root, "dist", name + end));
  }
  rmSync(draft, { recursive: true, force: true });
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    loadDotenv(root);
    await step("Packages", (report) => ensureInstalled(report));
    await step("Build", ensureBuilt);
  } catch (error) {
    printFailure(error);
    process.exitCode = 1;
  }
}
