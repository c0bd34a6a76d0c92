import { readTenant } from "@/lib/db/transaction";
import { handle, route } from "@/lib/http/handle";
import { changeSettings } from "@/lib/tenants/commands/change-settings";
import { readSettings } from "@/lib/tenants/queries/settings";
import { settingsChange } from "@/lib/tenants/schema";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: handle({ permission: "settings:read" }, ({ identity: { tenantId } }) =>
    readTenant(tenantId, (tx) => readSettings(tx, tenantId)),
  ),
  PATCH: handle({ permission: "settings:write", body: settingsChange }, ({ identity, body, now }) =>
    changeSettings(identity, body, now),
  ),
});
