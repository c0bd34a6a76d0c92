import { z } from "zod";
import { snapshotTenant } from "@/lib/db/transaction";
import { commaList, limit } from "@/lib/http/fields";
import { handle, route } from "@/lib/http/handle";
import { lastSeq, readLog } from "@/lib/realtime/event-log";
import { eventTypes } from "@/lib/realtime/types";

const eventsQuery = z.object({
  after: z.coerce.number<string>().int().min(0).default(0),
  types: commaList(eventTypes).optional(),
  limit: limit(1000, 200),
});

/** The page and `latest_seq` are of one moment: an event that commits in between belongs to neither. */
export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: handle({ permission: "events:read", query: eventsQuery }, ({ identity, query }) =>
    snapshotTenant(identity.tenantId, async (tx) => {
      const logged = await readLog(tx, identity.tenantId, query);
      return {
        events: logged.map(({ event }) => event),
        latest_seq: await lastSeq(tx, identity.tenantId),
      };
    }),
  ),
});
