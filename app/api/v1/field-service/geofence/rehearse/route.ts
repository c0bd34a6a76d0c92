import { z } from "zod";
import { reach } from "@/lib/auth/permissions";
import { AppError } from "@/lib/errors";
import { handle, route } from "@/lib/http/handle";
import { lineStream } from "@/lib/http/line-stream";
import { rehearseFence } from "@/lib/tracking/queries/rehearse-fence";
import { rehearsalWire } from "@/lib/tracking/rehearsal/rehearsal-wire";
import { fenceRehearsal } from "@/lib/tracking/rehearsal/schema";

const query = z.object({ answer: z.enum(["whole", "lines"]).default("whole") });

/**
 * What another fence would have found (GEO-12). A POST for its body; it changes nothing. `?answer=lines` tells meanwhile how
 * far it has come, `{"share": 0.4}`, then `{"result": …}`; it stops when the connection is closed.
 */
export const { GET, POST, PUT, PATCH, DELETE } = route({
  POST: handle(
    { permission: "decisions:read", query, body: fenceRehearsal },
    async ({ identity, query: { answer }, body, now }) => {
      if (reach(identity, "decisions:read") !== "all") {
        throw new AppError("forbidden", "Only the office may rehearse a fence.");
      }
      const { tenantId } = identity;
      const at = now.getTime();
      if (answer === "whole") return rehearsalWire(await rehearseFence(tenantId, body, at), at);
      return lineStream(async (say, signal) => {
        const onShare = (share: number) => say({ share });
        say({ result: rehearsalWire(await rehearseFence(tenantId, body, at, { onShare, signal }), at) });
      }, "rehearse a fence");
    },
  ),
});
