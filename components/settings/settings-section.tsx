"use client";

import { type FormEvent, type ReactNode, useId } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import type { SettingName } from "@/lib/tenants/types";
import { ChangedMeanwhile } from "./changed-meanwhile";
import type { Draft } from "./use-draft";

interface Props<Name extends SettingName> {
  id: "company" | "arrivals" | "starts" | "tracking" | "retention";
  names: readonly Name[];
  draft: Draft<Name>;
  mayWrite: boolean;
  /** The entries contradict each other: nothing to save yet. */
  isInvalid?: boolean;
  children: ReactNode;
}

/** One group of settings that is saved by itself. */
export function SettingsSection<Name extends SettingName>(props: Props<Name>) {
  const { id, names, draft, mayWrite, isInvalid = false, children } = props;
  const t = useTranslations("settings");
  const words = useTranslations("common");
  const title = useId();
  const { isDirty, isSaving, refusal } = draft;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isDirty && !isInvalid) draft.save();
  }

  return (
    <section aria-labelledby={title} className="panel p-4 sm:p-5">
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <header>
          <h2 id={title} className="text-md font-bold">
            {t(`${id}.title`)}
          </h2>
          <p className="mt-0.5 text-sm text-muted">{t(`${id}.lead`)}</p>
        </header>
        {children}
        {refusal?.kind === "changed_meanwhile" && (
          <ChangedMeanwhile
            names={names}
            current={refusal.current}
            onTakeTheirs={draft.discard}
            onInsist={draft.insist}
          />
        )}
        {refusal?.kind === "failed" && (
          <p role="alert" className="rounded-lg bg-critical-soft px-3 py-2 text-sm text-critical-text">
            {words("errors.kept", { reason: refusal.sentence })}
          </p>
        )}
        {mayWrite && (
          <footer className="flex flex-wrap items-center gap-2 border-t border-line pt-4">
            <Button
              look="primary"
              type="submit"
              isPending={isSaving}
              isDisabled={!isDirty || isInvalid || refusal?.kind === "changed_meanwhile"}
            >
              {isSaving ? t("saving") : t("save")}
            </Button>
            {isDirty && (
              <Button isDisabled={isSaving} onPress={draft.discard}>
                {t("discard")}
              </Button>
            )}
            {isDirty && <span className="text-sm text-muted">{t("unsaved")}</span>}
          </footer>
        )}
      </form>
    </section>
  );
}

/** Tells that a section has been saved. */
export function useSaidSaved(id: Props<SettingName>["id"]): () => void {
  const t = useTranslations("settings");
  return () => void toast.success(t(`${id}.saved`));
}
