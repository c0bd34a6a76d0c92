import type { Task } from "graphile-worker";
import { z } from "zod";
import { runCountdown } from "@/lib/jobs/commands/run-countdown";

const countdown = z.object({ tenantId: z.uuid(), jobId: z.uuid(), startsAt: z.iso.datetime() });

export const runCountdownTask: Task = async (payload) => {
  const { tenantId, jobId, startsAt } = countdown.parse(payload);
  await runCountdown({ tenantId, jobId, startsAt: new Date(startsAt) }, new Date());
};
