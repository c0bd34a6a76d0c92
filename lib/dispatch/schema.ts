import { z } from "zod";

/** What an OSRM-compatible `/table` answers, as far as it is needed: seconds from each source to each destination. */
export const routeTable = z.object({
  code: z.literal("Ok"),
  durations: z.array(z.array(z.number().nonnegative().nullable())),
});
