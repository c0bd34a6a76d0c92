import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { serveParent } from "../in-child";

/** The least a Node server can be that reads JSON and answers JSON. */
export async function serveJson(
  answer: (url: string, raw: unknown) => Promise<{ status: number; body: unknown }>,
): Promise<void> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", async () => {
      const { status, body } = await answer(
        request.url ?? "",
        JSON.parse(Buffer.concat(chunks).toString("utf8")),
      ).catch((error: unknown) => ({ status: 500, body: { error: String(error) } }));
      const text = JSON.stringify(body);
      response.writeHead(status, {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(text),
      });
      response.end(text);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  serveParent({ port: (server.address() as AddressInfo).port });
}
