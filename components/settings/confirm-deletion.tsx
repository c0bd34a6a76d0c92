"use client";

import { useTranslations } from "use-intl";
import { useClock } from "@/components/time/clock-time";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { Deletion } from "./settings-refusal";

interface Props {
  deletion: Deletion;
  onConfirm: () => void;
  onClose: () => void;
}

/** Says what a shorter retention deletes, and asks. */
export function ConfirmDeletion({ deletion, onConfirm, onClose }: Props) {
  const t = useTranslations("settings.deletion");
  const clock = useClock();
  const count = { count: deletion.locations };
  return (
    <Dialog
      isOpen
      alert
      onClose={onClose}
      title={deletion.or_more ? t("titleOrMore", count) : t("title", count)}
      footer={
        <>
          <Button autoFocus onPress={onClose}>
            {t("keep")}
          </Button>
          <Button look="danger" onPress={onConfirm}>
            {t("confirm")}
          </Button>
        </>
      }
    >
      <p className="text-sm">{t("hint", { before: clock(deletion.before, { day: true }) })}</p>
    </Dialog>
  );
}
