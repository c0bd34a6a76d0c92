import type { Task } from "graphile-worker";
import { z } from "zod";
import { estimateArrivals } from "@/lib/dispatch/commands/estimate-arrivals";
import { watchWindows } from "@/lib/dispatch/commands/watch-windows";
import { router } from "@/lib/dispatch/queries/router";
import { eachCompany } from "./each-company";
import { oneAtATime } from "./one-at-a-time";

/** Looks within a minute, seconds after its begin: the calendar of the queue knows minutes only. */
const BETWEEN_S = [20, 40] as const;

const departure = z.object({ tenantId: z.uuid() });
const occasion = z.object({ _cron: z.unknown().optional() });

/** Estimates the arrivals of a company where somebody just set out. */
export const estimateArrivalsTask: Task = async (payload) => {
  await estimateArrivals(departure.parse(payload).tenantId, new Date(), router());
};

/** Estimates the arrivals of all companies and says which promised windows will be missed, three times a minute. */
export const estimateAllArrivalsTask: Task = async (payload, helpers) => {
  if (occasion.parse(payload)._cron !== undefined) {
    for (const seconds of BETWEEN_S) {
      const runAt = new Date(Date.now() + seconds * 1000);
      await helpers.addJob(
        "estimate_all_arrivals",
        {},
        { runAt, jobKey: `estimate_all_arrivals:${seconds}` },
      );
    }
  }
  await lookOnce(payload, helpers);
};

const lookOnce = oneAtATime(() =>
  eachCompany("estimating arrivals", async (tenantId) => {
    await estimateArrivals(tenantId, new Date(), router());
    await watchWindows(tenantId, new Date());
  }),
);
