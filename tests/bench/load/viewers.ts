import { tokenOf } from "../fleet";
import { serveParent } from "../in-child";
import { openViewer, type Viewer } from "./viewer";

export type ViewersRequest =
  | {
      readonly kind: "open";
      readonly port: number;
      readonly tenants: number;
      readonly perTenant: number;
      readonly format: "plain" | "compact";
    }
  | { readonly kind: "count" }
  | { readonly kind: "close" };

/** What all viewers together have received since they were opened. */
export interface Received {
  readonly frames: number;
  readonly updates: number;
  readonly bytes: number;
}

let viewers: Viewer[] = [];

/** Consoles of many tenants in one process: they only count. */
serveParent({ port: 0 }, async (request: ViewersRequest) => {
  if (request.kind === "open") {
    const { port, tenants, perTenant, format } = request;
    viewers = await Promise.all(
      Array.from({ length: tenants * perTenant }, (_, index) =>
        openViewer({ port, token: tokenOf(index % tenants), format }),
      ),
    );
  } else if (request.kind === "close") {
    for (const viewer of viewers) viewer.close();
    viewers = [];
  }
  const sum = (of: (viewer: Viewer) => number) => viewers.reduce((total, viewer) => total + of(viewer), 0);
  return {
    frames: sum((viewer) => viewer.received.frames),
    updates: sum((viewer) => viewer.received.updates),
    bytes: sum((viewer) => viewer.received.bytes),
  } satisfies Received;
});
