import { z } from "zod";
import { readTenant } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { idParams } from "@/lib/http/fields";
import { handle, Reply, route } from "@/lib/http/handle";
import { requireVisible } from "@/lib/technicians/require-visible";
import { ingestFix } from "@/lib/tracking/commands/ingest";
import { currentPosition } from "@/lib/tracking/queries/positions";

/** Behind Next; the hot door in server/ingest-door.ts calls the same function for the same address. */
const post = handle({ params: idParams, body: z.unknown() }, async ({ identity, params, body, now }) => {
  const context = { identity, technicianId: params.id, receivedAt: now.getTime(), source: "api" } as const;
  return new Reply(201, await ingestFix(body, context));
});

const get = handle({ permission: "locations:read", params: idParams }, async ({ identity, params }) => {
  requireVisible(identity, "locations:read", params.id);
  const found = await readTenant(identity.tenantId, (tx) =>
    currentPosition(tx, identity.tenantId, params.id),
  );
  if (!found) throw new AppError("not_found", "Nothing has been heard from this technician yet.");
  return found.update;
});

export const { GET, POST, PUT, PATCH, DELETE } = route({ GET: get, POST: post });
