"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { useStored } from "@/hooks/use-stored";
import type { LatLng } from "@/lib/geo/types";
import { callApi } from "@/lib/http/client";
import { FixOutbox, type OutgoingFix } from "./fix-outbox";
import { FixSender, nothingSent, type SenderState } from "./fix-sender";
import type { SharingState } from "./sharing-words";
import { type KeptFix, shouldKeepFix } from "./should-keep-fix";
import { useLocationPermission } from "./use-location-permission";
import { useOnline } from "./use-online";

export interface OwnPosition {
  point: LatLng;
  accuracyMeters: number;
  at: number;
}

export interface Sharing {
  state: SharingState;
  position: OwnPosition | null;
  /** The person wants to share while on shift; kept in this browser. */
  isWanted: boolean;
  setWanted: (isWanted: boolean) => void;
  retry: () => void;
}

const askWhenStillMs = 15_000;
const exact = { enableHighAccuracy: true, timeout: 30_000 } as const;

/**
 * Watches this phone's position and sends it, while the technician is on shift and wants to share.
 * Asking the browser for the position shows its prompt, so nothing is watched before `isWanted`.
 * @param battery per cent, goes along with each fix
 */
export function useSharing(technicianId: string, onShift: boolean, battery: number | null): Sharing {
  const [permission, setPermission] = useLocationPermission();
  const [isWanted, setWanted] = useStored(
    `truckroll.sharing.${technicianId}`,
    false,
    (text) => text === "true",
  );
  const [sent, setSent] = useState<SenderState>(nothingSent);
  const [position, setPosition] = useState<OwnPosition | null>(null);
  const isOnline = useOnline();
  const sender = useRef<FixSender | null>(null);
  const level = useRef(battery);
  useEffect(() => {
    level.current = battery;
  }, [battery]);
  const isUsable = permission === "granted" || permission === "prompt";
  const isOn = isWanted && onShift && isUsable;

  useEffect(() => {
    const current = openSender(technicianId, setSent);
    sender.current = current;
    setSent(current.state);
    current.wake();
    return () => {
      current.stop();
      sender.current = null;
    };
  }, [technicianId]);

  useEffect(() => {
    if (isOnline) sender.current?.wake();
  }, [isOnline]);

  useEffect(() => {
    if (!isOn) return;
    let last: KeptFix | null = null;
    const take = ({ coords, timestamp }: GeolocationPosition) => {
      setPermission("granted");
      const next = { at: timestamp, point: { lat: coords.latitude, lng: coords.longitude } };
      setPosition({ ...next, accuracyMeters: coords.accuracy });
      if (!shouldKeepFix(last, next)) return;
      last = next;
      sender.current?.add(toFix(coords, timestamp, level.current));
    };
    const refuse = (error: GeolocationPositionError) => {
      // Whatever else failed failed with the permission: a browser looks for the place only then.
      setPermission(error.code === error.PERMISSION_DENIED ? "denied" : "granted");
    };
    // No place from before the watch began: that may be before the shift.
    const watch = navigator.geolocation.watchPosition(take, refuse, { ...exact, maximumAge: 0 });
    // A phone that lies still reports nothing by itself; asking shows that it is alive and there.
    const stillTimer = setInterval(() => {
      if (last !== null && Date.now() - last.at < askWhenStillMs) return;
      navigator.geolocation.getCurrentPosition(take, refuse, { ...exact, maximumAge: 0 });
    }, askWhenStillMs);
    return () => {
      navigator.geolocation.clearWatch(watch);
      clearInterval(stillTimer);
      setPosition(null);
    };
  }, [isOn, setPermission]);

  const retry = useCallback(() => sender.current?.wake(), []);
  return {
    state: { ...sent, permission, onShift, isOn, isOnline, fixAt: position?.at ?? null },
    position,
    isWanted,
    setWanted,
    retry,
  };
}

function openSender(technicianId: string, onChange: (state: SenderState) => void): FixSender {
  return new FixSender(new FixOutbox(storage(), `truckroll.fixes.${technicianId}`), {
    send: (fixes) => callApi(`/technicians/${technicianId}/locations`, { method: "POST", body: { fixes } }),
    now: Date.now,
    random: Math.random,
    wait: (ms, wake) => {
      const timer = setTimeout(wake, ms);
      return () => clearTimeout(timer);
    },
    onChange,
  });
}

function storage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** Numbers the browser does not know are null or NaN; both mean "not known" here. */
const known = (value: number | null) => (value === null || Number.isNaN(value) ? null : value);

function toFix(coords: GeolocationCoordinates, timestamp: number, battery: number | null): OutgoingFix {
  return {
    id: crypto.randomUUID(),
    latitude: coords.latitude,
    longitude: coords.longitude,
    accuracy: coords.accuracy,
    speed: known(coords.speed),
    heading: known(coords.heading),
    altitude: known(coords.altitude),
    battery,
    recorded_at: new Date(timestamp).toISOString(),
  };
}
