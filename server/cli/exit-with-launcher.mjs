/**
 * Preloaded (`node --import`) into what a launcher starts: when the launcher dies without a word, even by `kill -9`, the
 * channel to it closes, and this process ends as if it had been asked to. Otherwise it would hold the port against the next start.
 */
const patienceMs = 10_000;
const launcher = process.env.TRUCKROLL_LAUNCHER;

// Programs started by this process inherit the preload but not its launcher.
delete process.env.TRUCKROLL_LAUNCHER;
if (launcher !== undefined) {
  // It may have died before we came this far.
  if (!process.channel || String(process.ppid) !== launcher) process.exit(1);
  process.once("disconnect", () => {
    setTimeout(() => process.exit(1), patienceMs).unref();
    process.kill(process.pid, "SIGTERM");
  });
  process.channel.unref();
}
