"use client";

import { useEffect, useState } from "react";

/** The phone's own clock, once a second: ages of its own fixes must not shift with the server's. */
export function useDeviceNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
