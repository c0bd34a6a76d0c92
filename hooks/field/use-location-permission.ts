"use client";

import { useEffect, useState } from "react";
import type { LocationPermission } from "@/lib/tracking/phone-page/types";

/** What the browser would say if the page asked for the location; follows changes in the browser's settings. */
export function useLocationPermission(): [LocationPermission, (permission: LocationPermission) => void] {
  const [permission, setPermission] = useState<LocationPermission>("unknown");
  useEffect(() => {
    if (!window.isSecureContext) return setPermission("insecure");
    if (!("geolocation" in navigator)) return setPermission("unsupported");
    if (!("permissions" in navigator)) return setPermission("prompt");
    let status: PermissionStatus | null = null;
    const read = () => status && setPermission(status.state);
    navigator.permissions.query({ name: "geolocation" }).then(
      (found) => {
        status = found;
        read();
        found.addEventListener("change", read);
      },
      () => setPermission("prompt"),
    );
    return () => status?.removeEventListener("change", read);
  }, []);
  return [permission, setPermission];
}
