import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { FullConfig } from "@playwright/test";
import { startApp } from "../support/built-app";
import { type AppUnderTest, handOver } from "./app-of-worker";

interface Started extends AppUnderTest {
  stop(): Promise<void>;
}

/**
 * Starts the production build once for every worker, each on a database of its own: files that run side by side share
 * no company, no account and no setting.
 */
export default async function globalSetup({ workers }: FullConfig): Promise<() => Promise<void>> {
  const outcomes = await Promise.allSettled(Array.from({ length: workers }, startOne));
  const apps = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
  const stop = async () => {
    await Promise.all(apps.map((app) => app.stop()));
  };
  const failed = outcomes.find((outcome) => outcome.status === "rejected");
  if (failed) {
    await stop();
    throw failed.reason;
  }
  handOver(apps.map(({ baseUrl, officeToken }) => ({ baseUrl, officeToken })));
  return stop;
}

/** One app with the demo companies and without their simulator. */
async function startOne(): Promise<Started> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), "truckroll-e2e-"));
  const app = await startApp({ dataDir, seed: true });
  const demo = JSON.parse(readFileSync(path.join(dataDir, "demo.json"), "utf8")) as {
    tenants: { office_token: string }[];
  };
  return {
    baseUrl: app.baseUrl,
    officeToken: demo.tenants[0]?.office_token ?? "",
    stop: async () => {
      await app.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
