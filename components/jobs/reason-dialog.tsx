"use client";

import { type FormEvent, useId, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import type { HandAction } from "@/hooks/use-job-actions";
import type { JobWire } from "@/lib/realtime/protocol";

/** Actions that are asked about first, and whether a reason is needed. */
export const reasonActions = {
  check_in: "optional",
  check_out: "optional",
  hold: "optional",
  fail: "required",
  cancel: "optional",
} as const satisfies Partial<Record<HandAction, "optional" | "required">>;
export type ReasonAction = keyof typeof reasonActions;

export function needsReason(action: HandAction): action is ReasonAction {
  return action in reasonActions;
}

interface Props {
  job: JobWire;
  action: ReasonAction;
  touch?: boolean;
  onConfirm: (reason: string) => void;
  onClose: () => void;
}

/** Asks by name, and why; what is written goes into the job's history. */
export function ReasonDialog({ job, action, touch = false, onConfirm, onClose }: Props) {
  const t = useTranslations("jobs.ask");
  const words = useTranslations("common");
  const [reason, setReason] = useState("");
  const [isMissing, setMissing] = useState(false);
  const form = useId();
  const isRequired = reasonActions[action] === "required";
  const isFinal = action === "cancel" || action === "fail";

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!isRequired || reason.trim()) return onConfirm(reason.trim());
    setMissing(true);
    event.currentTarget.querySelector("textarea")?.focus();
  }

  return (
    <Dialog
      isOpen
      alert={isFinal}
      onClose={onClose}
      title={t(`${action}.title`, { number: String(job.number) })}
      lead={`${job.title}${job.customer_name ? ` · ${job.customer_name}` : ""}`}
      footer={
        <>
          <Button size={touch ? "touch" : "medium"} onPress={onClose}>
            {isFinal ? t("keep") : words("cancel")}
          </Button>
          <Button
            size={touch ? "touch" : "medium"}
            look={isFinal ? "danger" : "primary"}
            type="submit"
            form={form}
          >
            {t(`${action}.confirm`)}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-3" noValidate>
        <p className="text-sm text-muted">{t(`${action}.hint`)}</p>
        <TextField
          label={isRequired ? t("reason") : t("reasonOptional")}
          multiline
          touch={touch}
          autoFocus
          value={reason}
          onChange={(text) => {
            setReason(text);
            setMissing(false);
          }}
          isInvalid={isMissing}
          errorMessage={isMissing ? t("reasonMissing") : undefined}
        />
      </form>
    </Dialog>
  );
}
