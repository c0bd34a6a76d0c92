"use client";

import { useEffect, useState } from "react";
import type { WakeLockState } from "@/lib/tracking/phone-page/types";

/** Keeps the screen awake while wanted; the browser takes it away whenever the page is hidden, so it is asked again. */
export function useWakeLock(isWanted: boolean): WakeLockState {
  const [state, setState] = useState<WakeLockState>("not_held");
  useEffect(() => {
    if (!("wakeLock" in navigator)) {
      setState("unsupported");
      return;
    }
    if (!isWanted) return;
    let lock: WakeLockSentinel | null = null;
    let isOver = false;
    const hold = async () => {
      if (document.visibilityState !== "visible" || (lock && !lock.released)) return;
      try {
        lock = await navigator.wakeLock.request("screen");
        if (isOver) return void lock.release();
        setState("held");
        lock.addEventListener("release", () => setState("not_held"));
      } catch {
        // Battery saver or a hidden page: tried again when the page is looked at.
        setState("not_held");
      }
    };
    void hold();
    document.addEventListener("visibilitychange", hold);
    return () => {
      isOver = true;
      document.removeEventListener("visibilitychange", hold);
      void lock?.release();
      setState("not_held");
    };
  }, [isWanted]);
  return state;
}
