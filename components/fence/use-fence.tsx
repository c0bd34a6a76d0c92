"use client";

import { toast } from "sonner";
import { useTranslations } from "use-intl";
import { useMay } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { useFenceChange } from "@/hooks/use-fence-change";
import type { JobWire } from "@/lib/realtime/protocol";
import { type FenceDraft, triedFence } from "./fence-draft";

/** Gives the job the fence that was tried. */
export function UseFence({ job, draft }: { job: JobWire; draft: FenceDraft }) {
  const t = useTranslations("fence");
  const mayChange = useMay("jobs:write");
  const { mutate, isPending } = useFenceChange();
  if (!mayChange) return null;
  const change = () =>
    mutate(
      { job, fence: triedFence(draft) },
      {
        onSuccess: () => toast(t("used", { number: String(job.number) })),
        onError: (error) => toast(t("useFailed"), { description: error.message, duration: 10_000 }),
      },
    );
  return (
    <div className="border-t border-line px-4 py-4">
      <Button isPending={isPending} onPress={change} className="max-md:h-11">
        {t("use")}
      </Button>
    </div>
  );
}
