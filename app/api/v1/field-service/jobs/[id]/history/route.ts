import { readTenant } from "@/lib/db/transaction";
import { idParams } from "@/lib/http/fields";
import { handle, route } from "@/lib/http/handle";
import { historyWire } from "@/lib/jobs/history-wire";
import { jobHistory } from "@/lib/jobs/queries";
import { visibleJob } from "@/lib/jobs/visible-job";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: handle({ permission: "jobs:read", params: idParams }, ({ identity, params: { id } }) =>
    readTenant(identity.tenantId, async (tx) => {
      await visibleJob(tx, identity, "jobs:read", id);
      const rows = await jobHistory(tx, identity.tenantId, id);
      return { items: rows.map(historyWire), next_cursor: null };
    }),
  ),
});
