import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { startApp } from "../support/built-app";

/** Starts the production build on a database of its own, with the demo companies and without their simulator. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), "truckroll-e2e-"));
  const app = await startApp({ dataDir, seed: true });
  process.env.E2E_BASE_URL = app.baseUrl;
  const demo = JSON.parse(readFileSync(path.join(dataDir, "demo.json"), "utf8")) as {
    tenants: { office_token: string }[];
  };
  process.env.E2E_OFFICE_TOKEN = demo.tenants[0]?.office_token ?? "";
  return async () => {
    await app.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
