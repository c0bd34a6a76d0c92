"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback } from "react";

/** What the map's drawer shows; the address names it, so a link can be shared and Back works. */
export type Selection = { kind: "technician" | "job"; id: string } | null;

export function useSelection(): { selection: Selection; select: (selection: Selection) => void } {
  const parameters = useSearchParams();
  const path = usePathname();
  const technician = parameters.get("technician");
  const job = parameters.get("job");
  const selection: Selection = technician
    ? { kind: "technician", id: technician }
    : job
      ? { kind: "job", id: job }
      : null;
  const select = useCallback(
    (next: Selection) => {
      const address = next === null ? path : `${path}?${next.kind}=${encodeURIComponent(next.id)}`;
      if (address === window.location.pathname + window.location.search) return;
      // The page stays; only the address changes, and Next tells useSearchParams.
      window.history.pushState(null, "", address);
    },
    [path],
  );
  return { selection, select };
}
