import { parentPort } from "node:worker_threads";
import { closePools } from "@/lib/db/client";
import { onBusy } from "@/lib/tracking/busy-technicians";
import { ingestBody } from "@/lib/tracking/commands/ingest";
import { bulkWorkHere } from "@/lib/tracking/commands/record-fixes";
import { packError, type Reply, type Request } from "./background-messages";
import { stepBack } from "./step-back";
import { startWorker } from "./timers/worker";

/** The thread for what may take long (ARCHITECTURE: two threads): tasks of the queue, long uploads, folding days again. */
async function main(port: NonNullable<typeof parentPort>): Promise<void> {
  stepBack();
  const reply = (said: Reply) => port.postMessage(said);
  onBusy((name, begins) => reply({ kind: "busy", name, begins }));
  const worker = await startWorker();
  const work = async (request: Exclude<Request, { kind: "stop" }>) => {
    if (request.kind === "write") return bulkWorkHere.write(request.submission);
    if (request.kind === "ingest") return ingestBody(request.body, request.context);
    await bulkWorkHere.rebuild(request.key, request.atMost);
    return null;
  };
  port.on("message", (request: Request) => {
    if (request.kind === "stop") {
      void worker
        .stop()
        .then(closePools)
        .finally(() => port.close());
      return;
    }
    const { id } = request;
    work(request).then(
      (outcome) => reply({ kind: "done", id, outcome }),
      (error: unknown) => reply({ kind: "failed", id, error: packError(error) }),
    );
  });
  reply({ kind: "ready" });
}

if (parentPort === null) throw new Error("This file runs as a thread of the server.");
await main(parentPort);
