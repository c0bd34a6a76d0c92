import { readTenant } from "@/lib/db/transaction";
import { toCompact } from "@/lib/realtime/compact";
import { currentPositions } from "@/lib/tracking/queries/positions";
import type { LiveSocket } from "./socket-types";

/** Sends one console the full set, after it was away or too slow for frames. */
export async function sendPositions(socket: LiveSocket): Promise<void> {
  const { identity, format } = socket.data;
  const all = await readTenant(identity.tenantId, (tx) => currentPositions(tx, identity.tenantId));
  if (format === "compact") {
    socket.emit(
      "positions",
      all.map(({ number, position }) => toCompact(number, position)),
    );
  } else {
    socket.emit(
      "location_update",
      all.map(({ update }) => update),
    );
  }
}
