import { readTenant } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { idParams } from "@/lib/http/fields";
import { handle, route } from "@/lib/http/handle";
import { technicianExists } from "@/lib/technicians/queries";
import { requireVisible } from "@/lib/technicians/require-visible";
import { reportPhonePage } from "@/lib/tracking/commands/report-phone-page";
import { phonePageWire } from "@/lib/tracking/phone-page/phone-page-wire";
import { phonePageReport } from "@/lib/tracking/phone-page/schema";
import { readPhonePages } from "@/lib/tracking/queries/phone-pages";

/** What the phone page of a technician said of itself last, in his open shift; null when it said nothing (LOC-13). */
const get = handle({ permission: "devices:read", params: idParams }, async ({ identity, params: { id } }) => {
  const { tenantId } = identity;
  requireVisible(identity, "devices:read", id);
  const page = await readTenant(tenantId, async (tx) => {
    if (!(await technicianExists(tx, tenantId, id))) {
      throw new AppError("not_found", "There is no such technician.");
    }
    return (await readPhonePages(tx, tenantId, [id])).get(id);
  });
  return { phone_page: page ? phonePageWire(id, page) : null };
});

/** The page says how it is. */
const put = handle(
  { permission: "locations:write", params: idParams, body: phonePageReport },
  async ({ identity, params: { id }, body, now }) => {
    requireVisible(identity, "locations:write", id);
    const key = { tenantId: identity.tenantId, technicianId: id };
    return { phone_page: await reportPhonePage(key, body, now) };
  },
);

export const { GET, POST, PUT, PATCH, DELETE } = route({ GET: get, PUT: put });
