"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { apiPrefix, callApi } from "@/lib/http/client";
import type { ExportFormat } from "@/lib/tracking/export-format";
import type { RecordedWire } from "@/lib/tracking/recorded-wire";

/** Times are epoch ms. */
export interface RecordedSpan {
  readonly from: number;
  readonly to: number;
}

const everyMs = 30_000;

const queryOf = ({ from, to }: RecordedSpan) => ({
  from: new Date(from).toISOString(),
  to: new Date(to).toISOString(),
});

/**
 * What is kept of a technician in a span, and whether more is being kept now.
 * @param shiftStartedAt of the open shift: when it starts or ends, all of this is another answer
 */
export function useRecorded(technicianId: string, span: RecordedSpan, shiftStartedAt: string | null) {
  return useQuery({
    queryKey: ["recorded", technicianId, span.from, shiftStartedAt],
    queryFn: ({ signal }) =>
      callApi<RecordedWire>(`/technicians/${technicianId}/recorded`, { query: queryOf(span), signal }),
    placeholderData: keepPreviousData,
    refetchInterval: everyMs,
  });
}

/** Address of a file with all that is stored of a technician's positions. @param span all of them when left out */
export function exportAddress(technicianId: string, format: ExportFormat, span?: RecordedSpan): string {
  const query = new URLSearchParams({ format, ...(span ? queryOf(span) : {}) });
  return `${apiPrefix}/technicians/${technicianId}/fixes/export?${query}`;
}
