"use client";

import { type FormEvent, useId, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import { type AddedDeviceWire, type DeviceWire, useAddDevice } from "@/hooks/use-devices";
import { ApiError } from "@/lib/http/client";
import type { TrackerApp } from "@/lib/tracking/types";
import { ChooseApp } from "./choose-app";
import { useDeviceOwner } from "./device-owner";
import { DeviceSetup } from "./device-setup";

interface Props {
  /** The technician's devices, to see the first sign of life of the new one. */
  devices: readonly DeviceWire[];
  onClose: () => void;
}

/** Asks which app, then shows once what to set in it. */
export function AddDevice({ devices, onClose }: Props) {
  const t = useTranslations("devices");
  const { name, touch } = useDeviceOwner();
  const [added, setAdded] = useState<{ app: TrackerApp; wire: AddedDeviceWire } | null>(null);
  if (added === null) return <Ask onAdded={setAdded} onClose={onClose} />;
  return (
    <Dialog
      isOpen
      wide
      isDismissable={false}
      onClose={onClose}
      title={t("ready.title", { app: t(`apps.${added.app}`) })}
      lead={t("ready.lead", { name })}
      footer={
        <Button look="primary" size={touch ? "touch" : "medium"} onPress={onClose}>
          {t("ready.done")}
        </Button>
      }
    >
      <DeviceSetup
        app={added.app}
        added={added.wire}
        device={devices.find(({ device_id }) => device_id === added.wire.device_id) ?? null}
      />
    </Dialog>
  );
}

interface AskProps {
  onAdded: (added: { app: TrackerApp; wire: AddedDeviceWire }) => void;
  onClose: () => void;
}

function Ask({ onAdded, onClose }: AskProps) {
  const t = useTranslations("devices.add");
  const words = useTranslations("common");
  const { technicianId, name, touch } = useDeviceOwner();
  const [app, setApp] = useState<TrackerApp>("owntracks");
  const [label, setLabel] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const form = useId();
  const add = useAddDevice(technicianId);
  const field = add.error instanceof ApiError ? add.error.field : null;
  const size = touch ? "touch" : "medium";

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (add.isPending) return;
    add.mutate(
      {
        app,
        label: label.trim() || null,
        passphrase: app === "owntracks" ? passphrase.trim() || null : null,
      },
      { onSuccess: (wire) => onAdded({ app, wire }) },
    );
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("title")}
      lead={t("lead", { name })}
      footer={
        <>
          <Button size={size} onPress={onClose}>
            {words("cancel")}
          </Button>
          <Button size={size} look="primary" type="submit" form={form} isPending={add.isPending}>
            {t("submit")}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-4" noValidate>
        <ChooseApp app={app} onChoose={setApp} />
        <TextField
          label={t("label")}
          hint={t("labelHint")}
          touch={touch}
          maxLength={100}
          autoComplete="off"
          value={label}
          onChange={setLabel}
          isInvalid={field === "label"}
        />
        {app === "owntracks" && (
          <TextField
            label={t("passphrase")}
            hint={t("passphraseHint")}
            touch={touch}
            maxLength={32}
            autoComplete="off"
            value={passphrase}
            onChange={setPassphrase}
            isInvalid={field === "passphrase"}
          />
        )}
        {add.error && (
          <p role="alert" className="rounded-lg bg-critical-soft px-3 py-2 text-sm text-critical-text">
            {t("again", { reason: add.error.message })}
          </p>
        )}
      </form>
    </Dialog>
  );
}
