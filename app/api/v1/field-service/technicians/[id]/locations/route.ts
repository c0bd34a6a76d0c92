import { z } from "zod";
import { idParams } from "@/lib/http/fields";
import { handle, route } from "@/lib/http/handle";
import { ingestBatch } from "@/lib/tracking/commands/ingest";

/** Behind Next; the hot door in server/ingest-door.ts calls the same function for the same address. */
const post = handle({ params: idParams, body: z.unknown() }, async ({ identity, params, body, now }) => {
  const context = { identity, technicianId: params.id, receivedAt: now.getTime(), source: "api" } as const;
  return { results: await ingestBatch(body, context) };
});

export const { GET, POST, PUT, PATCH, DELETE } = route({ POST: post });
