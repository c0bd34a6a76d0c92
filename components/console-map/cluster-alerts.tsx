"use client";

import { UsersRound } from "lucide-react";
import { Button } from "react-aria-components";
import { useTranslations } from "use-intl";
import { useClusters, useJobs } from "@/hooks/live/use-live";
import type { Selection } from "@/hooks/use-selection";
import type { ClusterWire } from "@/lib/dispatch/cluster-wire";
import { shortName } from "@/lib/dispatch/names";

interface Props {
  onOpen: (selection: NonNullable<Selection>) => void;
}

/** Where more technicians are together than expected, above the list of those who need attention. Nothing when nowhere. */
export function ClusterAlerts({ onOpen }: Props) {
  const t = useTranslations("arrivals.together");
  const clusters = useClusters();
  const jobs = useJobs();
  if (clusters.length === 0) return null;
  const open = (cluster: ClusterWire) => {
    const here = jobs.find((job) => job.site_id === cluster.site?.id && job.finished_at === null);
    const [first] = cluster.technicians;
    if (here) onOpen({ kind: "job", id: here.id });
    else if (first) onOpen({ kind: "technician", id: first.id });
  };
  return (
    <ul aria-label={t("title")} className="max-h-40 shrink-0 overflow-y-auto border-b border-line">
      {clusters.map((cluster) => (
        <li key={cluster.cluster_id}>
          <Button
            onPress={() => open(cluster)}
            className="flex w-full items-center gap-3.5 px-4 py-2 text-left data-hovered:bg-sunken"
          >
            <span className="flex w-7.5 shrink-0 justify-center text-at-risk">
              <UsersRound aria-hidden size={18} />
            </span>
            <span className="min-w-0 flex-1">
              <span className="block truncate text-base font-semibold">
                {t(cluster.site?.name ? "at" : "somewhere", {
                  count: cluster.technicians.length,
                  place: cluster.site?.name ?? "",
                })}
              </span>
              <span className="block truncate text-sm text-muted">
                <span className="font-semibold text-at-risk-text">
                  {t("expected", { count: cluster.expected })}
                </span>
                {" · "}
                {cluster.technicians.map(({ name }) => shortName(name)).join(", ")}
              </span>
            </span>
          </Button>
        </li>
      ))}
    </ul>
  );
}
