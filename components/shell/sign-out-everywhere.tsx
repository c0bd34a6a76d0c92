"use client";

import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useSignOutEverywhere } from "@/hooks/use-own-sessions";
import { useViewer } from "./viewer";

interface Props {
  isOpen: boolean;
  touch: boolean;
  onClose: () => void;
}

/** Asks before all sessions of the signed-in person end: a lost phone, a forgotten screen. */
export function SignOutEverywhere({ isOpen, touch, onClose }: Props) {
  const t = useTranslations("shell.signOutEverywhere");
  const words = useTranslations("common");
  const viewer = useViewer();
  const end = useSignOutEverywhere(viewer.id);
  const size = touch ? "touch" : "medium";

  function close() {
    end.reset();
    onClose();
  }

  return (
    <Dialog
      isOpen={isOpen}
      alert
      onClose={close}
      title={t("title")}
      lead={viewer.email}
      footer={
        <>
          <Button size={size} autoFocus onPress={close}>
            {words("cancel")}
          </Button>
          <Button
            size={size}
            look="danger"
            isPending={end.isPending || end.isSuccess}
            onPress={() => end.mutate()}
          >
            {t("confirm")}
          </Button>
        </>
      }
    >
      <p className="text-sm text-muted">{t("hint")}</p>
      {end.error && (
        <p role="alert" className="mt-3 text-sm text-critical-text">
          {words("errors.kept", { reason: end.error.message })}
        </p>
      )}
    </Dialog>
  );
}
