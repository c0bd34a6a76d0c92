import { can } from "@/lib/auth/permissions";
import { readTenant } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { idParams } from "@/lib/http/fields";
import { handle, route } from "@/lib/http/handle";
import { changeTechnician } from "@/lib/technicians/commands/change-technician";
import { technicianWires } from "@/lib/technicians/queries";
import { requireVisible } from "@/lib/technicians/require-visible";
import { technicianChange } from "@/lib/technicians/schema";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: handle({ permission: "technicians:read", params: idParams }, async ({ identity, params: { id } }) => {
    requireVisible(identity, "technicians:read", id);
    const wires = await readTenant(identity.tenantId, (tx) => technicianWires(tx, identity.tenantId, [id]));
    const technician = wires.get(id);
    if (!technician) throw new AppError("not_found", "There is no such technician.");
    return technician;
  }),
  PATCH: handle(
    { permission: "shifts:write", params: idParams, body: technicianChange },
    async ({ identity, params: { id }, body, now }) => {
      requireVisible(identity, "shifts:write", id);
      // Technicians set their own status (a break, back again) and nothing else.
      const onlyStatus = Object.entries(body).every(
        ([key, value]) => key === "status" || value === undefined,
      );
      if (!onlyStatus && !can(identity, "technicians:write", id)) {
        throw new AppError("forbidden", "Your role may change the status only.");
      }
      return changeTechnician(identity.tenantId, id, body, now);
    },
  ),
});
