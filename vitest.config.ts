import path from "node:path";
import { defineConfig } from "vitest/config";

const alias = { "@": path.resolve(import.meta.dirname) };

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["{app,components,hooks,lib,server}/**/*.test.{ts,tsx}", "tests/architecture.test.ts"],
          environment: "node",
          testTimeout: 60_000,
          maxWorkers: 2,
          // Pure logic leaves nothing behind; a process and the imports for each file would cost more than the tests.
          isolate: false,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts"],
          environment: "node",
          globalSetup: ["tests/support/database-server.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "faults",
          include: ["tests/faults/*.test.ts"],
          environment: "node",
          globalSetup: ["tests/support/database-server.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Processes that come and go, and waits for limits: two files together keep two cores busy.
          maxWorkers: 2,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "faults-under-load",
          include: ["tests/faults/under-load/*.test.ts"],
          environment: "node",
          globalSetup: ["tests/support/database-server.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Each makes a load of its own and holds the server to its times: one after the other, after everything else.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
