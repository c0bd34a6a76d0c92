"use client";

import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

interface Props {
  onContinue: () => void;
  onDecline: () => void;
  onClose: () => void;
}

/** Says what the position is for before the browser asks for it. */
export function ExplainLocation({ onContinue, onDecline, onClose }: Props) {
  const t = useTranslations("field.explain");
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("title")}
      footer={
        <>
          <Button size="touch" onPress={onDecline}>
            {t("decline")}
          </Button>
          <Button size="touch" look="primary" autoFocus onPress={onContinue}>
            {t("continue")}
          </Button>
        </>
      }
    >
      <ul className="flex list-disc flex-col gap-2 pl-5 text-md">
        <li>{t("why")}</li>
        <li>{t("when")}</li>
        <li>{t("who")}</li>
        <li>{t("screen")}</li>
      </ul>
      <p className="mt-3 text-base text-muted">{t("next")}</p>
    </Dialog>
  );
}
