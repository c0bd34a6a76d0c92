import { z } from "zod";
import { readTenant } from "@/lib/db/transaction";
import { idParams, moment } from "@/lib/http/fields";
import { handle, route } from "@/lib/http/handle";
import { requireVisible } from "@/lib/technicians/require-visible";
import { readRecorded } from "@/lib/tracking/queries/recorded";

const LONGEST_MS = 31 * 86_400_000;

const query = z
  .object({ from: moment, to: moment })
  .refine(({ from, to }) => from <= to, { path: ["to"], message: "has to lie after from" })
  .refine(({ from, to }) => to.getTime() - from.getTime() <= LONGEST_MS, {
    path: ["to"],
    message: "has to lie at most 31 days after from",
  });

/** What is kept of a technician, by hour, and whether he is being tracked now (LOC-12). */
const get = handle(
  { permission: "locations:read", params: idParams, query },
  async ({ identity, params: { id }, query: span, now }) => {
    requireVisible(identity, "locations:read", id);
    const key = { tenantId: identity.tenantId, technicianId: id };
    return readTenant(identity.tenantId, (tx) => readRecorded(tx, key, span, now));
  },
);

export const { GET, POST, PUT, PATCH, DELETE } = route({ GET: get });
