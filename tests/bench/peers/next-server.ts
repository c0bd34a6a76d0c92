import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import next from "next";
import { serveParent } from "../in-child";

/** What `next start` does with a built application: every request goes through Next's own handler. */
const app = next({ dir: process.env.NEXT_APP ?? "", dev: false });
await app.prepare();
const handle = app.getRequestHandler();
const server = createServer((request, response) => void handle(request, response));
server.listen(0, "127.0.0.1");
await once(server, "listening");
serveParent({ port: (server.address() as AddressInfo).port });
