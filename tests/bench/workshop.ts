import { rmSync } from "node:fs";
import { bundlePrograms, type Program } from "./bundle";
import { Child } from "./child";
import { type BenchServer, openBenchServer } from "./database";

/** What the benches of one run share: bundled programs and a Postgres; everything it gave out is cleared away by `close`. */
export interface Workshop {
  readonly server: BenchServer;
  readonly rounds: number;
  start(program: Program, env?: Readonly<Record<string, string>>): Promise<Child>;
  /** A folder to remove at the end. */
  remove(folder: string): void;
  close(): Promise<void>;
}

/** @param profile where server processes leave a CPU profile when they end; null: nowhere */
export async function openWorkshop(
  databaseUrl: string,
  rounds: number,
  profile: string | null,
): Promise<Workshop> {
  const bundles = await bundlePrograms();
  const server = await openBenchServer(databaseUrl);
  const children: Child[] = [];
  const folders = [bundles.folder];
  return {
    server,
    rounds,
    async start(program, env = {}) {
      const args = profile ? ["--cpu-prof", "--cpu-prof-dir", profile] : [];
      const child = await Child.start(bundles.file(program), env, args);
      children.push(child);
      return child;
    },
    remove: (folder) => {
      folders.push(folder);
    },
    async close() {
      for (const child of children) await child.stop();
      await server.close();
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    },
  };
}
