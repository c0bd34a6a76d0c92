"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { callApi } from "@/lib/http/client";
import type { SettingsChange } from "@/lib/tenants/schema";
import type { SettingsWire } from "@/lib/tenants/settings-wire";
import { useEventListener } from "./live/use-live";

const queryKey = ["settings"] as const;

/** What is set for the company; read again whenever somebody changes it. */
export function useSettings() {
  const queries = useQueryClient();
  useEventListener(({ type }) => {
    if (type === "settings_changed") void queries.invalidateQueries({ queryKey });
  });
  return useQuery({ queryKey, queryFn: ({ signal }) => callApi<SettingsWire>("/settings", { signal }) });
}

/** Changes some settings; the answer is what holds from then on. */
export function useChangeSettings() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: SettingsChange) => callApi<SettingsWire>("/settings", { method: "PATCH", body }),
    onSuccess: (settings) => queries.setQueryData<SettingsWire>(queryKey, settings),
  });
}
