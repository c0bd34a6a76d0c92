import { startEmbeddedPostgres } from "./embedded-postgres.mjs";

const lookEveryMs = 500;

/**
 * The embedded database for as long as the launcher runs: started, and started again on the same port when its process is
 * killed under us. Clients reconnect by themselves; nothing that was acknowledged is lost.
 * @param {{ dataDir: string, password: string }} options
 */
export async function keepDatabase(options) {
  let current = await startEmbeddedPostgres(options);
  const { url, port, adopted } = current;
  let stopped = false;
  /** @type {(error: unknown) => void} */
  let lose = () => {};
  /** Resolves with the reason when the database is gone and cannot be brought back. @type {Promise<unknown>} */
  const lost = new Promise((resolve) => {
    lose = resolve;
  });
  /** @type {Promise<void>} */
  let revival = Promise.resolve();
  const revive = async () => {
    console.error("The embedded database stopped; starting it again.");
    await current.stop();
    current = await startEmbeddedPostgres({ ...options, port });
    if (current.port !== port)
      throw new Error(`Another copy has moved the database to port ${current.port}.`);
    console.error("The embedded database is back.");
  };
  let reviving = false;
  const timer = setInterval(() => {
    if (stopped || reviving || current.alive()) return;
    reviving = true;
    revival = revive()
      .catch(lose)
      .finally(() => {
        reviving = false;
      });
  }, lookEveryMs);
  timer.unref();
  return {
    url,
    port,
    adopted,
    lost,
    kill: () => current.kill(),
    async stop() {
      stopped = true;
      clearInterval(timer);
      await revival;
      await current.stop();
    },
  };
}
