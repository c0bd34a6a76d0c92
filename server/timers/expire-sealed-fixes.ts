import type { Task } from "graphile-worker";
import { expireSealedFixes } from "@/lib/tracking/commands/expire-sealed-fixes";

export const expireSealedFixesTask: Task = async () => {
  await expireSealedFixes(Date.now());
};
