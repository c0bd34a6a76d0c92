"use client";

import { Undo2 } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";

interface Props {
  title: string;
  hint: string;
  /** What the button does, for whoever cannot see what it stands beside. */
  label: string;
  isSaving: boolean;
  touch: boolean;
  onPress: () => void;
}

/** Something that happened by itself and can be taken back for a while. */
export function UndoOffer({ title, hint, label, isSaving, touch, onPress }: Props) {
  const t = useTranslations("starts");
  return (
    <section
      aria-label={title}
      className={classNames(
        "flex items-center gap-3 bg-sunken",
        touch ? "mb-3.5 rounded-[18px] p-4" : "mx-4 mb-3.5 rounded-control px-3 py-2.5",
      )}
    >
      <p className="min-w-0 flex-1 text-sm text-muted">
        <span className="block font-semibold text-ink">{title}</span>
        {hint}
      </p>
      <Button
        size={touch ? "touch" : "medium"}
        isPending={isSaving}
        icon={<Undo2 aria-hidden size={touch ? 18 : 15} />}
        aria-label={label}
        onPress={onPress}
      >
        {t("undo")}
      </Button>
    </section>
  );
}
