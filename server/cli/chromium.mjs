import { existsSync } from "node:fs";
import path from "node:path";
import { runToEnd } from "./child.mjs";
import { Failure } from "./failure.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const macApps = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * Chooses the browser for tests and screenshots: CHROMIUM_PATH, Playwright's own, one that is installed, and on linux x64 the
 * one that comes as an npm package (it brings its own NSS libraries, so a bare server suffices).
 * @returns {Promise<{ executablePath: string, args: string[] }>} for `chromium.launch` or Playwright's `launchOptions`
 * @throws {Failure} when there is none or it cannot run here
 */
export async function findChromium() {
  const executablePath = await choose();
  const { ok, tail } = await runToEnd(executablePath, ["--version", "--no-sandbox"]);
  if (!ok) {
    throw new Failure(
      `The browser ${executablePath} does not run here, usually because a system library is missing: install one with your package manager (apt install chromium) or set CHROMIUM_PATH.`,
      tail,
    );
  }
  const asRoot = process.getuid?.() === 0;
  return {
    executablePath,
    args: asRoot ? ["--no-sandbox", "--disable-dev-shm-usage"] : ["--disable-dev-shm-usage"],
  };
}

async function choose() {
  const wanted = process.env.CHROMIUM_PATH;
  if (wanted) {
    if (existsSync(wanted)) return wanted;
    throw new Failure(`CHROMIUM_PATH is ${wanted}, and there is no such file.`);
  }
  const { chromium } = await import("@playwright/test");
  const own = chromium.executablePath();
  if (own && existsSync(own)) return own;
  const installed = [...names.map(onPath), ...macApps].find((file) => file && existsSync(file));
  if (installed) return installed;
  const packaged = await unpacked();
  if (packaged) return packaged;
  throw new Failure(
    "There is no browser for the tests: run npx playwright install chromium, or set CHROMIUM_PATH.",
  );
}

/** @param {string} name */
function onPath(name) {
  return (process.env.PATH ?? "")
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find((file) => existsSync(file));
}

async function unpacked() {
  if (process.platform !== "linux" || process.arch !== "x64") return null;
  // The package unpacks its own libraries only where it believes to be on AWS Lambda.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= "nodejs22.x";
  try {
    const { default: chromium } = await import("@sparticuz/chromium");
    return await chromium.executablePath();
  } catch (error) {
    if (error.code === "ERR_MODULE_NOT_FOUND") return null;
    throw error;
  }
}
