import type { Task } from "graphile-worker";
import { rebuildVisits } from "@/lib/tracking/commands/rebuild-visits";
import { technicianPayload } from "./technician-payload";

export const rebuildVisitsTask: Task = async (payload) => {
  const { tenantId, technicianId, from } = technicianPayload.parse(payload);
  await rebuildVisits({ tenantId, technicianId }, from === undefined ? null : Date.parse(from));
};
