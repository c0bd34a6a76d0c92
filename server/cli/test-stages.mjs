import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ensureBuilt } from "./build.mjs";
import { buildIsFresh, sourceHash } from "./build-state.mjs";
import { runToEnd } from "./child.mjs";
import { findChromium } from "./chromium.mjs";
import { printFailure } from "./failure.mjs";
import { root } from "./paths.mjs";
import { step } from "./progress.mjs";

/**
 * @typedef {object} Result
 * @property {boolean} ok
 * @property {number} [passed] tests; absent where a stage does not count any
 * @property {number} [failed]
 * @property {number} [skipped]
 */

/**
 * @typedef {object} Stage
 * @property {string} name
 * @property {boolean} [needsBuild]
 * @property {(scratch: string) => Promise<Result>} run `scratch` is a folder for reports
 */

/** Quick and likely to fail first. @type {Stage[]} */
export const stages = [
  { name: "lint", run: () => tool("node_modules/@biomejs/biome/bin/biome", ["check", "."]) },
  { name: "types", run: checkTypes },
  { name: "unit", run: (scratch) => vitest("unit", scratch) },
  { name: "integration", run: (scratch) => vitest("integration", scratch) },
  { name: "build", run: build },
  {
    name: "faults",
    needsBuild: true,
    run: (scratch) => vitest("faults", scratch, ["faults", "faults-under-load"]),
  },
  { name: "e2e", needsBuild: true, run: playwright },
];

/**
 * @param {string[]} names asked for; none means all
 * @returns {Stage[]} in their order, with the build before whatever runs on it
 */
export function chooseStages(names) {
  if (names.length === 0) return stages;
  const chosen = stages.filter((stage) => names.includes(stage.name));
  const build = chosen.some((stage) => stage.needsBuild);
  return stages.filter((stage) => chosen.includes(stage) || (build && stage.name === "build"));
}

/**
 * @param {string} text Vitest's JSON report
 * @returns {Required<Omit<Result, "ok">>} a file that could not even be loaded counts as one failure
 */
export function countVitest(text) {
  const report = JSON.parse(text);
  const unloaded = report.testResults.filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ file) =>
      file.status === "failed" && file.assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * @param {string} text Playwright's JSON report
 * @returns {Required<Omit<Result, "ok">>} a test that passed on a second try counts as passed, an error outside of any test as failed
 */
export function countPlaywright(text) {
  const { stats, errors } = JSON.parse(text);
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + (stats.unexpected === 0 ? errors.length : 0),
    skipped: stats.skipped,
  };
}

/**
 * @param {string} script
 * @param {string[]} args
 * @param {Record<string, string | undefined>} [env]
 * @returns {Promise<Result>}
 */
async function tool(script, args, env = {}) {
  const { ok } = await runToEnd(process.execPath, [path.join(root, script), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    show: true,
  });
  return { ok };
}

/**
 * @param {string} name of the stage
 * @param {string} scratch
 * @param {string[]} [projects]
 */
async function vitest(name, scratch, projects = [name]) {
  const report = path.join(scratch, `${name}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const chosen = projects.map((project) => `--project=${project}`);
  const { ok } = await tool("node_modules/vitest/vitest.mjs", ["run", ...chosen, ...reporters]);
  return counted(ok, report, countVitest);
}

/** @param {string} scratch */
async function playwright(scratch) {
  const report = path.join(scratch, "e2e.json");
  const { executablePath } = await findChromium();
  const args = ["test", "--config", "tests/e2e/playwright.config.ts", "--reporter=list,json"];
  const env = { CHROMIUM_PATH: executablePath, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
  const { ok } = await tool("node_modules/@playwright/test/cli.js", args, env);
  return counted(ok, report, countPlaywright);
}

/**
 * @param {boolean} ok
 * @param {string} report
 * @param {(text: string) => Required<Omit<Result, "ok">>} count
 * @returns {Result}
 */
function counted(ok, report, count) {
  if (!existsSync(report)) return { ok: false };
  const counts = count(readFileSync(report, "utf8"));
  return { ...counts, ok: ok && counts.failed === 0 };
}

async function build() {
  try {
    await step("Checking the build", ensureBuilt);
    return { ok: true };
  } catch (error) {
    printFailure(error);
    return { ok: false };
  }
}

async function checkTypes() {
  dropStaleTypes();
  return tool("node_modules/typescript/bin/tsc", ["--noEmit"]);
}

/**
 * Next writes types about the routes there are; those of an older build name routes that are gone and fail the check.
 * The build checks its own fresh ones.
 */
function dropStaleTypes() {
  if (!buildIsFresh(root, sourceHash(root)))
    rmSync(path.join(root, ".next", "types"), { recursive: true, force: true });
  rmSync(path.join(root, ".next", "dev", "types"), { recursive: true, force: true });
  const file = path.join(root, "next-env.d.ts");
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  const dangling = lines.some((line) => {
    const imported = /^import "(\.\/.*)";/.exec(line)?.[1];
    return imported !== undefined && !existsSync(path.join(root, imported));
  });
  if (lines.length > 0 && !dangling) return;
  writeFileSync(file, '/// <reference types="next" />\n/// <reference types="next/image-types/global" />\n');
}
