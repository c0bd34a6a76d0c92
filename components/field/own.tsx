"use client";

import { createContext, type ReactNode, useContext } from "react";
import { useBattery } from "@/hooks/field/use-battery";
import { usePhoneReports } from "@/hooks/field/use-phone-reports";
import { type Sharing, useSharing } from "@/hooks/field/use-sharing";
import { useWakeLock } from "@/hooks/field/use-wake-lock";
import type { TechnicianWire } from "@/lib/realtime/protocol";
import type { WakeLockState } from "@/lib/tracking/phone-page/types";

/** The technician who is signed in, and what his phone shares. */
export interface Own {
  technician: TechnicianWire;
  sharing: Sharing;
  wakeLock: WakeLockState;
}

const OwnContext = createContext<Own | null>(null);

/** Shares and reports as long as any page of the phone is open, not only the day. */
export function OwnProvider({ technician, children }: { technician: TechnicianWire; children: ReactNode }) {
  const battery = useBattery();
  const sharing = useSharing(technician.id, technician.shift_started_at !== null, battery.percent);
  const wakeLock = useWakeLock(sharing.state.isOn);
  usePhoneReports(technician.id, sharing, wakeLock, battery);
  return <OwnContext value={{ technician, sharing, wakeLock }}>{children}</OwnContext>;
}

export function useOwn(): Own {
  const own = useContext(OwnContext);
  if (!own) throw new Error("useOwn needs an OwnProvider above it.");
  return own;
}
