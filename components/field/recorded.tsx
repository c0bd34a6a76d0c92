"use client";

import { useState } from "react";
import { useTimeZone, useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { useRecorded } from "@/hooks/field/use-recorded";
import { useNow } from "@/hooks/live/use-live";
import type { TechnicianWire } from "@/lib/realtime/protocol";
import { DayPicker } from "./day-picker";
import { dayOf, spanOfDay } from "./day-span";
import { RecordedDay, RecordedDaySkeleton } from "./recorded-day";
import { RecordedExport } from "./recorded-export";
import { RecordedNow } from "./recorded-now";
import { RecordedWho } from "./recorded-who";

const minuteMs = 60_000;

/** Whether anything is being recorded, what was on a day, who sees it, and how to take it along. */
export function Recorded({ technician }: { technician: TechnicianWire }) {
  const words = useTranslations("common");
  const timeZone = useTimeZone() ?? "UTC";
  const today = dayOf(useNow(minuteMs), timeZone);
  const [chosen, setChosen] = useState<string | null>(null);
  const day = chosen ?? today;
  const span = spanOfDay(day, timeZone);
  const { data, error, isPlaceholderData, refetch } = useRecorded(
    technician.id,
    span,
    technician.shift_started_at,
  );
  if (error && !data) {
    return (
      <div role="alert" className="panel rounded-[18px]">
        <EmptyState
          title={words("errors.title")}
          action={
            <Button size="touch" onPress={() => void refetch()}>
              {words("retry")}
            </Button>
          }
        >
          {error.message}
        </EmptyState>
      </div>
    );
  }
  return (
    <>
      {data && <RecordedNow recorded={data} />}
      <DayPicker day={day} last={today} onChange={(next) => setChosen(next === today ? null : next)} />
      {data && !isPlaceholderData ? <RecordedDay recorded={data} /> : <RecordedDaySkeleton />}
      {data && <RecordedWho recorded={data} />}
      <RecordedExport technicianId={technician.id} span={span} />
    </>
  );
}
