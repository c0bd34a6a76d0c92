import "./node-version.mjs";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { refusedSettings } from "../../lib/refused-settings.mjs";
import { endRunning } from "./child.mjs";
import { Failure, printFailure } from "./failure.mjs";
import { ensureInstalled } from "./install.mjs";
import { duration, step } from "./progress.mjs";

/** Settings of somebody's shell or deployment that would change what is tested, or be changed by it. */
const notForTests = [
  "NODE_ENV",
  "DATABASE_URL",
  "DATA_DIR",
  "PORT",
  "HOST",
  "PUBLIC_URL",
  "SEED_DEMO",
  "TRUCKROLL_ROLE",
];

/**
 * @typedef {object} Line one stage in the summary
 * @property {string} name
 * @property {number} ms
 * @property {import("./test-stages.mjs").Result | null} result null when it was not reached
 */

/** @param {string[]} names */
async function main(names) {
  for (const name of notForTests) delete process.env[name];
  for (const { name } of refusedSettings(process.env)) delete process.env[name];
  await step("Checking packages", (report) => ensureInstalled(report, { dev: true }));
  const { chooseStages, stages } = await import("./test-stages.mjs");
  const unknown = names.find((name) => !stages.some((stage) => stage.name === name));
  if (unknown) {
    throw new Failure(
      `There is no stage "${unknown}"; there are ${stages.map((stage) => stage.name).join(", ")}.`,
    );
  }
  const scratch = mkdtempSync(path.join(tmpdir(), "truckroll-reports-"));
  /** @type {Line[]} */
  const lines = [];
  try {
    let going = true;
    for (const { name, run } of chooseStages(names)) {
      const began = Date.now();
      if (going) console.log(`\n── ${name} ──`);
      const result = going && !interrupted ? await attempt(() => run(scratch)) : null;
      going = result?.ok === true;
      lines.push({ name, ms: Date.now() - began, result });
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return summarise(lines);
}

/**
 * @param {() => Promise<import("./test-stages.mjs").Result>} run
 * @returns {Promise<import("./test-stages.mjs").Result>}
 */
async function attempt(run) {
  try {
    return await run();
  } catch (error) {
    printFailure(error);
    return { ok: false };
  }
}

/**
 * @param {Line[]} lines
 * @returns {number} exit code
 */
function summarise(lines) {
  console.log("");
  for (const { name, ms, result } of lines) {
    console.log(`  ${name.padEnd(12)} ${outcome(result).padEnd(40)} ${result ? duration(ms) : ""}`.trimEnd());
  }
  const sum = (/** @type {"passed" | "failed"} */ key) =>
    lines.reduce((total, { result }) => total + (result?.[key] ?? 0), 0);
  const ok = lines.every(({ result }) => result?.ok);
  // A stage that failed without naming a test must not read as "0 failed".
  const failed = ok ? 0 : Math.max(1, sum("failed"));
  console.log(`\n${sum("passed")} passed, ${failed} failed`);
  return ok ? 0 : 1;
}

/** @param {import("./test-stages.mjs").Result | null} result */
function outcome(result) {
  if (!result) return "not run";
  if (result.passed === undefined) return result.ok ? "ok" : "failed";
  const parts = [`${result.passed} passed`];
  if (result.failed) parts.push(`${result.failed} failed`);
  if (result.skipped) parts.push(`${result.skipped} skipped`);
  if (!result.ok && !result.failed) parts.push("failed");
  return parts.join(", ");
}

let interrupted = false;
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
  process.on(signal, () => {
    interrupted = true;
    endRunning("SIGTERM");
  });
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  printFailure(error);
  console.log("\n0 passed, 1 failed");
  process.exitCode = 1;
}
