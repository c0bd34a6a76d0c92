import { useTranslations } from "use-intl";
import { startableStatuses } from "@/lib/jobs/transitions";
import type { JobWire } from "@/lib/realtime/protocol";

/** Says where a job stands; one whose technician is there before it runs waits on site (GEO-7). */
export function useStateWord(): (job: Pick<JobWire, "status" | "on_site">) => string {
  const t = useTranslations("jobs.status");
  const starts = useTranslations("starts");
  return ({ status, on_site }) =>
    on_site && startableStatuses.includes(status) ? starts("onSiteWaiting") : t(status);
}
