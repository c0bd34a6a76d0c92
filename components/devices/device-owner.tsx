"use client";

import { createContext, type ReactNode, useContext } from "react";

export interface DeviceOwner {
  technicianId: string;
  name: string;
  mayWrite: boolean;
  /** On the phone: targets of 48 px. */
  touch: boolean;
}

const OwnerContext = createContext<DeviceOwner | null>(null);

/** Whose devices the page shows, and what may be done to them. */
export function DeviceOwnerProvider({ owner, children }: { owner: DeviceOwner; children: ReactNode }) {
  return <OwnerContext value={owner}>{children}</OwnerContext>;
}

export function useDeviceOwner(): DeviceOwner {
  const owner = useContext(OwnerContext);
  if (!owner) throw new Error("useDeviceOwner needs a DeviceOwnerProvider above it.");
  return owner;
}
