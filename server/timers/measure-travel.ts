import type { Task } from "graphile-worker";
import { measureCompanyTravel } from "@/lib/dispatch/commands/measure-travel";
import { allTenantIds } from "@/lib/tenants/queries/tenant-ids";

export const measureTravelTask: Task = async () => {
  for (const tenantId of await allTenantIds()) await measureCompanyTravel(tenantId, new Date());
};
