import { z } from "zod";

/** What a client says of itself when it connects. */
export const handshakeAuth = z.object({
  format: z.enum(["plain", "compact"]).default("plain"),
  /** Number of the last event seen, when coming back. */
  last_seq: z.number().int().min(0).optional(),
});

export const eventsSinceRequest = z.object({ after: z.number().int().min(0) });
