"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { callApi } from "@/lib/http/client";
import type { QuarantineWire } from "@/lib/tracking/quarantine-wire";

export type { QuarantineWire };

interface Page {
  items: QuarantineWire[];
  next_cursor: string | null;
}

const PAGE_SIZE = 10;

/** What a device sent in the last week and nobody could use, newest first, page by page. */
export function useQuarantine(deviceId: string) {
  const query = useInfiniteQuery({
    queryKey: ["devices", "quarantine", deviceId],
    queryFn: ({ pageParam, signal }) =>
      callApi<Page>("/quarantine", {
        query: { device_id: deviceId, limit: PAGE_SIZE, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
  return { ...query, entries: (query.data?.pages ?? []).flatMap((page) => page.items) };
}
