"use client";

import { useQuery } from "@tanstack/react-query";
import { callApi } from "@/lib/http/client";
import type { PhonePageWire } from "@/lib/tracking/phone-page/phone-page-wire";

const everyMs = 15_000;

/** What the phone page of a technician said of itself last; asked for only while his shift is open. */
export function usePhonePage(technicianId: string, onShift: boolean) {
  return useQuery({
    queryKey: ["phone-page", technicianId],
    queryFn: ({ signal }) =>
      callApi<{ phone_page: PhonePageWire | null }>(`/technicians/${technicianId}/phone-page`, { signal }),
    refetchInterval: everyMs,
    enabled: onShift,
  });
}
