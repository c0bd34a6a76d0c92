import type { Task } from "graphile-worker";
import { z } from "zod";
import { estimateArrivals } from "@/lib/dispatch/commands/estimate-arrivals";
import { watchWindows } from "@/lib/dispatch/commands/watch-windows";
import { router } from "@/lib/dispatch/queries/router";
import { allTenantIds } from "@/lib/tenants/queries/tenant-ids";

/** Looks within a minute, seconds after its begin: the calendar of the queue knows minutes only. */
const BETWEEN_S = [20, 40] as const;

const occasion = z.object({ tenantId: z.uuid().optional(), _cron: z.unknown().optional() });

/**
 * Estimates arrivals, of all companies three times a minute, of one when somebody just set out. On the minute it also says
 * which promised windows will be missed.
 */
export const estimateArrivalsTask: Task = async (payload, { addJob }) => {
  const { tenantId, _cron: onTheMinute } = occasion.parse(payload ?? {});
  if (onTheMinute !== undefined) {
    for (const seconds of BETWEEN_S) {
      await addJob(
        "estimate_arrivals",
        {},
        {
          runAt: new Date(Date.now() + seconds * 1000),
          jobKey: `estimate_arrivals:${seconds}`,
          maxAttempts: 1,
        },
      );
    }
  }
  for (const id of tenantId === undefined ? await allTenantIds() : [tenantId]) {
    await estimateArrivals(id, new Date(), router());
    if (onTheMinute !== undefined) await watchWindows(id, new Date());
  }
};
