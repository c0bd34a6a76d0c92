import { defineConfig } from "@playwright/test";
import { findChromium } from "../../server/cli/chromium.mjs";

/** The app under test is started once by global-setup.ts; its address reaches the workers through the environment. */
export default defineConfig({
  testDir: ".",
  globalSetup: "./global-setup.ts",
  outputDir: "../../test-results",
  fullyParallel: false,
  workers: 1,
  retries: 0,
  // Each page is looked at whole; a busy machine takes minutes for all of them.
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: "list",
  use: {
    baseURL: process.env.E2E_BASE_URL,
    launchOptions: await findChromium(),
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "Africa/Lagos",
    trace: "retain-on-failure",
  },
});
