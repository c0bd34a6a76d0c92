import { defineConfig } from "@playwright/test";
import { findChromium } from "../../server/cli/chromium.mjs";
import { appOfWorker } from "./app-of-worker";

/** global-setup.ts starts an app for each worker; its address reaches them through the environment. */
export default defineConfig({
  testDir: ".",
  globalSetup: "./global-setup.ts",
  outputDir: "../../test-results",
  fullyParallel: false,
  workers: 2,
  retries: 0,
  // Each page is looked at whole; a busy machine takes minutes for all of them.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: "list",
  use: {
    baseURL: appOfWorker()?.baseUrl,
    launchOptions: await findChromium(),
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "Africa/Lagos",
    // A trace films every frame: a quarter of all the CPU. `--trace retain-on-failure` asks for it.
    trace: "off",
    screenshot: "only-on-failure",
  },
});
