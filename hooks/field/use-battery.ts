"use client";

import { useEffect, useState } from "react";

export interface BatteryState {
  readonly percent: number | null;
  readonly charging: boolean | null;
}

const unknown: BatteryState = { percent: null, charging: null };

/** The part of the Battery Status API we read; only some browsers have it, and TypeScript does not know it. */
interface BatteryManager extends EventTarget {
  level: number;
  charging: boolean;
}
interface BatteryNavigator {
  getBattery?: () => Promise<BatteryManager>;
}

/** Battery of this phone; unknown where the browser does not tell. */
export function useBattery(): BatteryState {
  const [state, setState] = useState(unknown);
  useEffect(() => {
    let battery: BatteryManager | null = null;
    let isOver = false;
    const read = () => {
      if (battery && !isOver)
        setState({ percent: Math.round(battery.level * 100), charging: battery.charging });
    };
    (navigator as BatteryNavigator).getBattery?.().then(
      (found) => {
        if (isOver) return;
        battery = found;
        read();
        for (const change of ["levelchange", "chargingchange"]) found.addEventListener(change, read);
      },
      // Forbidden by a policy of the browser: as if it did not tell.
      () => setState(unknown),
    );
    return () => {
      isOver = true;
      for (const change of ["levelchange", "chargingchange"]) battery?.removeEventListener(change, read);
    };
  }, []);
  return state;
}
