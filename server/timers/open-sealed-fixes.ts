import type { Task } from "graphile-worker";
import { openSealedFixes } from "@/lib/tracking/commands/open-sealed-fixes";
import { technicianPayload } from "./technician-payload";

export const openSealedFixesTask: Task = async (payload) => {
  const { tenantId, technicianId } = technicianPayload.parse(payload);
  await openSealedFixes({ tenantId, technicianId });
};
