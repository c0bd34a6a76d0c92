import { z } from "zod";
import { onlyTechnician } from "@/lib/auth/permissions";
import { readTenant } from "@/lib/db/transaction";
import { decodeCursor, page } from "@/lib/http/fields";
import { handle, Reply, route } from "@/lib/http/handle";
import { createTechnician } from "@/lib/technicians/commands/create-technician";
import { listTechnicians } from "@/lib/technicians/queries";
import { newTechnician, technicianList } from "@/lib/technicians/schema";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: handle(
    { permission: "technicians:read", query: technicianList },
    async ({ identity, query: { limit, cursor, status, q } }) => {
      const afterNumber = cursor === undefined ? undefined : decodeCursor(cursor, z.tuple([z.int32()]))[0];
      const filter = { technicianId: onlyTechnician(identity, "technicians:read"), status, q, afterNumber };
      const rows = await readTenant(identity.tenantId, (tx) =>
        listTechnicians(tx, identity.tenantId, filter, limit + 1),
      );
      return page(
        rows,
        limit,
        (row) => row,
        (row) => [row.number],
      );
    },
  ),
  POST: handle({ permission: "technicians:write", body: newTechnician }, async ({ identity, body, now }) => {
    return new Reply(201, await createTechnician(identity.tenantId, body, now));
  }),
});
