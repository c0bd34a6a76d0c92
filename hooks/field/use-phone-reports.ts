"use client";

import { useEffect, useRef } from "react";
import { callApi } from "@/lib/http/client";
import type { PageState, WakeLockState } from "@/lib/tracking/phone-page/types";
import { type PageFacts, PhoneReporter } from "./phone-reporter";
import type { BatteryState } from "./use-battery";
import type { Sharing } from "./use-sharing";

/** Tells the office how this page is while the shift is open; off shift it says nothing. */
export function usePhoneReports(
  technicianId: string,
  { state, isWanted }: Sharing,
  wakeLock: WakeLockState,
  { percent, charging }: BatteryState,
): void {
  const reporter = useRef<PhoneReporter | null>(null);
  const { onShift, permission, fixAt, waiting, refusal, verdict, isOnline } = state;
  const facts: PageFacts = {
    sharing: isWanted,
    permission,
    fixAt,
    waiting,
    refusal,
    verdict,
    wakeLock,
    battery: percent,
    charging,
    isOnline,
  };

  useEffect(() => {
    if (!onShift) return;
    const current = new PhoneReporter(pageId(), document.visibilityState, {
      send: (body, outlives) =>
        callApi(`/technicians/${technicianId}/phone-page`, { method: "PUT", body, keepalive: outlives }),
      now: Date.now,
      wait: (ms, wake) => {
        const timer = setTimeout(wake, ms);
        return () => clearTimeout(timer);
      },
    });
    reporter.current = current;
    const look = () => current.look(document.visibilityState);
    const leave = () => current.look("closed" satisfies PageState);
    document.addEventListener("visibilitychange", look);
    window.addEventListener("pageshow", look);
    window.addEventListener("pagehide", leave);
    return () => {
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("pageshow", look);
      window.removeEventListener("pagehide", leave);
      current.stop();
      reporter.current = null;
    };
  }, [technicianId, onShift]);

  // After every render: the reporter itself finds out what is news.
  useEffect(() => reporter.current?.update(facts));
}

/** `crypto.randomUUID` exists at secure addresses only, and that this one is not secure has to be reported too. */
function pageId(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join("-");
}
