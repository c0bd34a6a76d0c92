import type { Task } from "graphile-worker";
import { z } from "zod";
import { estimateArrivals } from "@/lib/dispatch/commands/estimate-arrivals";
import { watchWindows } from "@/lib/dispatch/commands/watch-windows";
import { router } from "@/lib/dispatch/queries/router";
import { eachCompany } from "./each-company";

/** Looks within a minute, seconds after its begin: the calendar of the queue knows minutes only. */
const BETWEEN_S = [20, 40] as const;

/** Of all companies one look at a time: the other tasks must not wait for it. Named in the calendar too. */
const QUEUE = "arrivals";

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
          queueName: QUEUE,
          maxAttempts: 1,
        },
      );
    }
  }
  const look = async (id: string) => {
    await estimateArrivals(id, new Date(), router());
    if (onTheMinute !== undefined) await watchWindows(id, new Date());
  };
  if (tenantId === undefined) await eachCompany("estimating arrivals", look);
  else await look(tenantId);
};
