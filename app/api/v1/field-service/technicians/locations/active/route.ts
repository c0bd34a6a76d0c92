import { reach } from "@/lib/auth/permissions";
import { snapshotTenant } from "@/lib/db/transaction";
import { handle, route } from "@/lib/http/handle";
import { lastSeq } from "@/lib/realtime/event-log";
import { currentPositions } from "@/lib/tracking/queries/positions";

/** The polling fallback (LOC-4): positions with the event number they belong to. */
const get = handle({ permission: "locations:read" }, async ({ identity, now }) =>
  snapshotTenant(identity.tenantId, async (tx) => {
    const all = reach(identity, "locations:read") === "all";
    const found = await currentPositions(tx, identity.tenantId, { activeOnly: true });
    const updates = found.map(({ update }) => update);
    return {
      items: all ? updates : updates.filter((update) => update.technician_id === identity.technicianId),
      server_time: now.toISOString(),
      seq: await lastSeq(tx, identity.tenantId),
    };
  }),
);

export const { GET, POST, PUT, PATCH, DELETE } = route({ GET: get });
