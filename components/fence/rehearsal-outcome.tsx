"use client";

import { useEffect, useRef } from "react";
import { ProgressBar } from "react-aria-components";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import type { RehearsalState } from "@/hooks/use-rehearsal";
import { RehearsalResult } from "./rehearsal-result";

interface Props {
  state: RehearsalState;
  onCancel: () => void;
}

/** How far it has come, what it found, or why it could not be tried; brought into sight, since it stands below the form. */
export function RehearsalOutcome({ state, onCancel }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state.is !== "idle") frame.current?.scrollIntoView({ block: "nearest" });
  }, [state.is]);
  return (
    <div ref={frame} className="scroll-mb-2">
      <Outcome state={state} onCancel={onCancel} />
    </div>
  );
}

function Outcome({ state, onCancel }: Props) {
  const t = useTranslations("fence");
  switch (state.is) {
    case "idle":
      return null;
    case "failed":
      return (
        <div role="alert" className="px-4 py-4">
          <p className="text-base font-semibold">{t("failed")}</p>
          <p className="text-sm text-muted">{state.error.message}</p>
        </div>
      );
    case "done":
      return <RehearsalResult result={state.result} />;
    case "running": {
      const percent = Math.round(state.share * 100);
      return (
        <div className="flex flex-col gap-3 px-4 py-4">
          <ProgressBar aria-label={t("running")} value={percent} className="flex flex-col gap-1.5">
            <span className="flex justify-between text-sm text-muted">
              <span>{t("running")}</span>
              <span>{t("percent", { percent })}</span>
            </span>
            <span className="h-1.5 overflow-hidden rounded-full bg-line">
              <span className="block h-full rounded-full bg-accent" style={{ width: `${percent}%` }} />
            </span>
          </ProgressBar>
          <Button onPress={onCancel} className="self-start max-md:h-11">
            {t("cancel")}
          </Button>
        </div>
      );
    }
  }
}
