import { problemBody } from "./problem";

/**
 * An answer in lines of JSON, for work that takes its time: each is sent as soon as it is known, a refusal is the last one,
 * `{"problem": …}`. When whoever asked goes away the signal says so, and the work may stop.
 * @param where what is being done, for the log
 */
export function lineStream(
  run: (say: (line: unknown) => void, signal: AbortSignal) => Promise<void>,
  where: string,
): Response {
  const gone = new AbortController();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const say = (line: unknown) => {
        if (!gone.signal.aborted) controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
      };
      try {
        await run(say, gone.signal);
      } catch (error) {
        if (gone.signal.aborted) return;
        say({ problem: problemBody(error, where).body });
      }
      if (!gone.signal.aborted) controller.close();
    },
    cancel: () => gone.abort(),
  });
  return new Response(body, {
    headers: { "content-type": "application/x-ndjson", "cache-control": "no-store" },
  });
}
