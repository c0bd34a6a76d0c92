import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { migrateDatabase } from "@/lib/db/migrate";
import { startEmbeddedPostgres } from "@/server/cli/embedded-postgres.mjs";

declare module "vitest" {
  export interface ProvidedContext {
    /** Superuser connection to the migrated template database. */
    templateUrl: string;
  }
}

const TEMPLATE = "truckroll_template";

/**
 * One Postgres for the whole run, with a migrated database that every test file clones. TEST_DATABASE_URL names a server to
 * use instead; it needs a superuser.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = process.env.TEST_DATABASE_URL
    ? { url: process.env.TEST_DATABASE_URL, stop: async () => {} }
    : await startOwnServer();
  const template = new URL(server.url);
  template.pathname = `/${TEMPLATE}`;
  const owner = postgres(server.url, { max: 1, onnotice: () => {} });
  await owner.unsafe(`drop database if exists ${TEMPLATE} with (force)`);
  await owner.unsafe(`create database ${TEMPLATE}`);
  await owner.end();
  await migrateDatabase(template.toString(), path.resolve("drizzle/migrations"));
  project.provide("templateUrl", template.toString());
  return server.stop;
}

async function startOwnServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "truckroll-test-"));
  // Started by root the server runs as nobody, who has to reach its files.
  chmodSync(dataDir, 0o755);
  const server = await startEmbeddedPostgres({
    dataDir,
    password: randomBytes(16).toString("hex"),
    settings: { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "200" },
  });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
