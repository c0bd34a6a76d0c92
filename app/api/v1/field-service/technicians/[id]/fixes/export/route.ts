import { z } from "zod";
import { readTenant } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { idParams, moment } from "@/lib/http/fields";
import { handle, route } from "@/lib/http/handle";
import { technicianExists } from "@/lib/technicians/queries";
import { requireVisible } from "@/lib/technicians/require-visible";
import { exportFormats, exportWriters } from "@/lib/tracking/export-format";
import { exportFixes } from "@/lib/tracking/queries/export-fixes";

const query = z
  .object({ from: moment.optional(), to: moment.optional(), format: z.enum(exportFormats).default("csv") })
  .refine(({ from, to }) => !from || !to || from <= to, { path: ["to"], message: "has to lie after from" });

/** All that is kept of a technician's whereabouts, as a file (LOC-12). */
const get = handle(
  { permission: "locations:read", params: idParams, query },
  async ({ identity, params: { id }, query: { format, ...span }, now }) => {
    requireVisible(identity, "locations:read", id);
    const { tenantId } = identity;
    if (!(await readTenant(tenantId, (tx) => technicianExists(tx, tenantId, id)))) {
      throw new AppError("not_found", "There is no such technician.");
    }
    const writer = exportWriters[format];
    const day = (span.from ?? now).toISOString().slice(0, 10);
    const encoder = new TextEncoder();
    const pieces = exportFixes({ tenantId, technicianId: id }, span, writer);
    const body = new ReadableStream<Uint8Array>({
      pull: async (stream) => {
        const { done, value } = await pieces.next();
        if (done) stream.close();
        else stream.enqueue(encoder.encode(value));
      },
      cancel: () => void pieces.return(undefined),
    });
    return new Response(body, {
      headers: {
        "cache-control": "no-store",
        "content-type": writer.contentType,
        "content-disposition": `attachment; filename="locations-${day}.${format}"`,
      },
    });
  },
);

export const { GET, POST, PUT, PATCH, DELETE } = route({ GET: get });
