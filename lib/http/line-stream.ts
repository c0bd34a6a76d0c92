import { problemBody } from "./problem";

/**
 * An answer in lines of JSON, for work that takes its time: each is sent as soon as it is known. What is refused before the
 * first line is thrown, so that it has its own status; after that a refusal is the last line, `{"problem": …}`. When whoever
 * asked goes away the signal says so, and the work may stop.
 * @param where what is being done, for the log
 */
export function lineStream(
  run: (say: (line: unknown) => void, signal: AbortSignal) => Promise<void>,
  where: string,
): Promise<Response> {
  const gone = new AbortController();
  const encoder = new TextEncoder();
  let lines: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      lines = controller;
    },
    cancel: () => gone.abort(),
  });
  return new Promise((resolve, reject) => {
    let isBegun = false;
    const say = (line: unknown) => {
      if (gone.signal.aborted) return;
      lines?.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
      if (isBegun) return;
      isBegun = true;
      const headers = { "content-type": "application/x-ndjson", "cache-control": "no-store" };
      resolve(new Response(body, { headers }));
    };
    run(say, gone.signal)
      .catch((error: unknown) => {
        if (!isBegun) reject(error);
        else if (!gone.signal.aborted) say({ problem: problemBody(error, where).body });
      })
      .finally(() => {
        if (!gone.signal.aborted) lines?.close();
      });
  });
}
