"use client";

import { useTranslations } from "use-intl";
import { useClockSince } from "@/components/time/clock-time";
import { useNow } from "@/hooks/live/use-live";
import { phonePageHealth } from "@/lib/tracking/phone-page/phone-health";
import type { PhonePageWire } from "@/lib/tracking/phone-page/phone-page-wire";
import { HealthBox, type HealthWords } from "./health-box";

const stepMs = 15_000;

/** Whether the phone page sends positions; if not, why, and what to do about it. */
export function PhonePageHealth({ page, name }: { page: PhonePageWire | null; name?: string }) {
  return <HealthBox words={usePhonePageWords(page)} name={name} />;
}

function usePhonePageWords(page: PhonePageWire | null): HealthWords {
  const t = useTranslations("devices.phonePage.health");
  const now = useNow(stepMs);
  const clock = useClockSince(now);
  const { cause, tone, since } = phonePageHealth(page, now);
  const values = {
    known: since === null ? "no" : "yes",
    time: since === null ? "" : clock(since),
    percent: Math.round(page?.battery ?? 0),
    waiting: page?.waiting ?? 0,
  };
  return {
    tone,
    title: t(`${cause}.title`, values),
    action: cause === "fine" ? null : t(`${cause}.action`, values),
  };
}
