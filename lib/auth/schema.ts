import { z } from "zod";
import { moment, uuid, words } from "@/lib/http/fields";
import { tokenScopes } from "./permissions";

export const newApiToken = z.object({
  label: words(100),
  scopes: z.array(z.enum(tokenScopes)).min(1).max(tokenScopes.length),
  expires_at: moment
    .refine((at) => at.getTime() > Date.now(), { message: "has to lie in the future" })
    .nullish(),
  /** The device of one technician: acts as him, and only on what is his. */
  technician_id: uuid.nullish(),
});
export type NewApiToken = z.infer<typeof newApiToken>;
