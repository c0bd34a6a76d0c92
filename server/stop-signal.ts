/** Resolves when the process is asked to stop; the launcher's end counts as asking (server/cli/exit-with-launcher.mjs). */
export function onStopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGTERM", () => resolve());
    process.once("SIGINT", () => resolve());
  });
}
