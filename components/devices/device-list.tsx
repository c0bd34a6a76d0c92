"use client";

import { Plus, Smartphone, UserX } from "lucide-react";
import Link from "next/link";
import { type RefObject, useEffect, useRef, useState } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl";
import { Button, buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { useNow } from "@/hooks/live/use-live";
import { type DeviceWire, useDevices, useRevokeDevice } from "@/hooks/use-devices";
import { ApiError } from "@/lib/http/client";
import { AddDevice } from "./add-device";
import { DeviceCard } from "./device-card";
import { useDeviceOwner } from "./device-owner";
import { DeviceSkeleton } from "./device-skeleton";
import { RevokeDialog } from "./revoke-dialog";
import { useDeviceName } from "./use-device-name";

const calmMs = 15_000;
const waitingMs = 3000;
const minuteMs = 60_000;

/** The devices of one technician, and everything that can be done to them. */
export function DeviceList() {
  const t = useTranslations("devices");
  const { technicianId, mayWrite, touch } = useDeviceOwner();
  const [isAdding, setAdding] = useState(false);
  const [revoking, setRevoking] = useState<DeviceWire | null>(null);
  const list = useDevices(technicianId, isAdding ? waitingMs : calmMs);
  const revoke = useRevoke(technicianId);
  const heading = useRef<HTMLHeadingElement>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  // The button that opened a dialog may be gone with what was changed there, and the focus would be nowhere.
  const focusNext = useRef<RefObject<HTMLElement | null> | null>(null);
  useEffect(() => {
    if (isAdding || revoking) return;
    focusNext.current?.current?.focus();
    focusNext.current = null;
  }, [isAdding, revoking]);

  const devices = list.data ?? [];
  const inUse = devices.filter(({ revoked_at }) => revoked_at === null);
  const revoked = devices.filter(({ revoked_at }) => revoked_at !== null);
  const add = mayWrite && (
    <Button
      ref={addButton}
      look="primary"
      size={touch ? "touch" : "medium"}
      icon={<Plus aria-hidden size={16} />}
      onPress={() => setAdding(true)}
    >
      {t("add.open")}
    </Button>
  );
  const card = (device: DeviceWire) => (
    <DeviceCard key={device.device_id} device={device} onRevoke={() => setRevoking(device)} />
  );
  if (list.error && !list.data) return <NotLoaded error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <div className="flex flex-col gap-4">
      <header className="flex flex-wrap items-center justify-between gap-3">
        <div>
          <h2 ref={heading} tabIndex={-1} className="text-lg font-bold outline-none">
            {t(touch ? "own.title" : "page.title")}
          </h2>
          <p className="text-sm text-muted">{t(mayWrite ? "page.lead" : "page.readOnly")}</p>
        </div>
        {devices.length > 0 && add}
      </header>
      {list.isPending && <DeviceSkeleton />}
      {list.data && devices.length === 0 && (
        <div className="panel">
          <EmptyState icon={<Smartphone size={22} />} title={t("page.none.title")} action={add}>
            {mayWrite ? t("page.none.hint") : t("page.noneReadOnly")}
          </EmptyState>
        </div>
      )}
      {inUse.length > 0 && (
        <section aria-label={t("page.list")} className="flex flex-col gap-3">
          {inUse.map(card)}
        </section>
      )}
      {revoked.length > 0 && (
        <section aria-labelledby="revoked-devices" className="flex flex-col gap-3">
          <h3 id="revoked-devices" className="caps-label mt-2">
            {t("page.revokedList", { count: revoked.length })}
          </h3>
          {revoked.map(card)}
        </section>
      )}
      {isAdding && (
        <AddDevice
          devices={devices}
          onClose={() => {
            focusNext.current = addButton;
            setAdding(false);
          }}
        />
      )}
      {revoking && (
        <RevokeDialog
          device={revoking}
          onClose={() => setRevoking(null)}
          onConfirm={() => {
            focusNext.current = heading;
            setRevoking(null);
            revoke(revoking);
          }}
        />
      )}
    </div>
  );
}

/** Revokes, and says what became of it. */
function useRevoke(technicianId: string): (device: DeviceWire) => void {
  const t = useTranslations("devices.revoke");
  const nameOf = useDeviceName();
  const now = useNow(minuteMs);
  const { mutate } = useRevokeDevice(technicianId);
  return (device) => {
    const name = nameOf(device);
    mutate(
      { device, at: now },
      {
        onSuccess: () => toast(t("done", { name })),
        onError: (error) => toast(t("failed", { name }), { description: error.message, duration: 10_000 }),
      },
    );
  };
}

function NotLoaded({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const t = useTranslations("devices.page");
  const gone = useTranslations("technicians.gone");
  const words = useTranslations("common");
  const { touch } = useDeviceOwner();
  // An address that no technician has, and one that none can have.
  const isUnknown = error instanceof ApiError && (error.status === 404 || error.status === 400);
  return (
    <div role="alert" className="panel">
      {isUnknown ? (
        <EmptyState
          icon={<UserX size={22} />}
          title={gone("title")}
          action={
            <Link href="/technicians" className={buttonClass("primary", "medium", "hover:bg-accent-hover")}>
              {t("back")}
            </Link>
          }
        >
          {gone("hint")}
        </EmptyState>
      ) : (
        <EmptyState
          title={words("errors.title")}
          action={
            <Button size={touch ? "touch" : "medium"} onPress={onRetry}>
              {words("retry")}
            </Button>
          }
        >
          {error.message}
        </EmptyState>
      )}
    </div>
  );
}
