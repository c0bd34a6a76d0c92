import type { Task } from "graphile-worker";
import { advanceClock } from "@/lib/tracking/commands/advance-clock";
import { technicianPayload } from "./technician-payload";

export const advanceClockTask: Task = async (payload) => {
  const { tenantId, technicianId } = technicianPayload.parse(payload);
  await advanceClock({ tenantId, technicianId }, Date.now());
};
