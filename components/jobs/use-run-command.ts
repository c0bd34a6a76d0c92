"use client";

import { toast } from "sonner";
import { useTranslations } from "use-intl";
import { useLiveStore } from "@/hooks/live/use-live";
import { type HandAction, type JobCommand, useJobCommand } from "@/hooks/use-job-actions";
import { ApiError } from "@/lib/http/client";
import type { JobWire } from "@/lib/realtime/protocol";

/** Sends a command, says what became of it, and offers to take it back where that is possible. */
export function useRunCommand(): (command: JobCommand) => void {
  const t = useTranslations("jobs");
  const words = useTranslations("common");
  const store = useLiveStore();
  const { mutate } = useJobCommand();

  function run(command: JobCommand, mayUndo = true) {
    const { job, action } = command;
    mutate(command, {
      onSuccess: (changed) => {
        const reverse = mayUndo ? reverseOf(command, changed) : null;
        const technician = store.world().technicians.get(changed.technician_id ?? "")?.full_name ?? "";
        toast(t(`did.${action}`, { number: String(job.number), technician }), {
          action: reverse ? { label: words("undo"), onClick: () => run(reverse, false) } : undefined,
          duration: reverse ? 10_000 : 4_000,
        });
      },
      onError: (error) => {
        const sentence = error instanceof ApiError ? error.message : t("refused.unknown");
        toast(t("refused.title", { number: String(job.number) }), {
          description: sentence,
          duration: 10_000,
        });
      },
    });
  }
  return (command) => run(command);
}

const pairs: Partial<Record<HandAction, HandAction>> = { hold: "resume", resume: "hold" };

/** The command that takes this one back; null when nothing does. */
function reverseOf({ job, action }: JobCommand, changed: JobWire): JobCommand | null {
  const before = job.technician_id;
  // Assigning starts the job's day anew, so it only takes back what had not begun.
  const hadBegun = job.status === "running" || job.status === "en_route";
  if (action === "assign" && !hadBegun) {
    return before
      ? { job: changed, action: "assign", technicianId: before }
      : { job: changed, action: "unassign" };
  }
  if (action === "unassign" && before && !hadBegun)
    return { job: changed, action: "assign", technicianId: before };
  const opposite = hadBegun ? undefined : pairs[action];
  return opposite ? { job: changed, action: opposite } : null;
}
