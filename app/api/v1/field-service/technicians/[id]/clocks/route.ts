import { z } from "zod";
import { readTenant } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { idParams, moment } from "@/lib/http/fields";
import { handle, route } from "@/lib/http/handle";
import { technicianExists } from "@/lib/technicians/queries";
import { requireVisible } from "@/lib/technicians/require-visible";
import { clockOffsets } from "@/lib/tracking/clock-offset";
import { sourcedFixes } from "@/lib/tracking/queries/sourced-fixes";

const DAY_MS = 86_400_000;

const query = z
  .object({ from: moment.optional(), to: moment.optional() })
  .refine(({ from, to }) => !from || !to || (from <= to && to.getTime() - from.getTime() <= 2 * DAY_MS), {
    path: ["to"],
    message: "has to lie after from, two days at most",
  });

/** Sources of one technician's fixes whose clocks are whole hours apart, over the last day unless said otherwise (LOC-7). */
const get = handle(
  { permission: "locations:read", params: idParams, query },
  async ({ identity, params: { id }, query, now }) => {
    requireVisible(identity, "locations:read", id);
    const to = query.to ?? (query.from ? new Date(query.from.getTime() + DAY_MS) : now);
    const from = query.from ?? new Date(to.getTime() - DAY_MS);
    const fixes = await readTenant(identity.tenantId, async (tx) => {
      if (!(await technicianExists(tx, identity.tenantId, id))) {
        throw new AppError("not_found", "There is no such technician.");
      }
      return sourcedFixes(tx, identity.tenantId, id, { from, to });
    });
    return {
      items: clockOffsets(fixes).map(({ sources, hours }) => ({ sources, offset_seconds: hours * 3600 })),
    };
  },
);

export const { GET, POST, PUT, PATCH, DELETE } = route({ GET: get });
