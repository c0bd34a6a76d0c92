/** The other end of `Child`: says that it is ready, answers questions, and ends with its parent. */
export function serveParent(
  ready: { port: number },
  answer: (question: never, progress: (said: string) => void) => Promise<unknown> = async () => null,
  stop: () => Promise<void> = async () => {},
): void {
  const say = (message: object) => process.send?.(message);
  process.on("message", ({ question }: { question: never }) => {
    answer(question, (progress) => say({ progress })).then(
      (value) => say({ answer: value ?? {} }),
      (error: unknown) =>
        say({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
  process.on("disconnect", () => {
    stop().finally(() => process.exit(0));
  });
  say({ answer: ready });
}
