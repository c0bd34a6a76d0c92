"use client";

import { LocateFixed, Minus, Plus, ScanSearch, X } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { MapPadding } from "./camera";

interface Props {
  onZoomIn(): void;
  onZoomOut(): void;
  onFit(): void;
  /** Null where nobody may ask. */
  onWhoWasHere: (() => void) | null;
  /** Null while no evidence is shown. */
  onHideEvidence: (() => void) | null;
  canZoomIn: boolean;
  canZoomOut: boolean;
  padding: MapPadding;
}

/** Zoom and "show everybody", one column of buttons beside whatever panel is open. */
export function MapControls({ padding, ...orders }: Props) {
  const t = useTranslations("live.controls");
  const buttons: { name: string; icon: ReactNode; press: () => void; disabled?: boolean }[] = [
    { name: t("zoom_in"), icon: <Plus size={17} />, press: orders.onZoomIn, disabled: !orders.canZoomIn },
    { name: t("zoom_out"), icon: <Minus size={17} />, press: orders.onZoomOut, disabled: !orders.canZoomOut },
    { name: t("fit"), icon: <LocateFixed size={16} />, press: orders.onFit },
  ];
  if (orders.onWhoWasHere !== null) {
    buttons.unshift({
      name: t("who_was_here"),
      icon: <ScanSearch size={16} />,
      press: orders.onWhoWasHere,
    });
  }
  if (orders.onHideEvidence !== null) {
    buttons.unshift({ name: t("evidence_off"), icon: <X size={16} />, press: orders.onHideEvidence });
  }
  return (
    // Leaflet puts its panes up to 800; its own controls stand above them too.
    <fieldset
      className="panel absolute z-[1000] m-0 flex w-9 min-w-0 flex-col overflow-hidden rounded-[10px] border p-0"
      style={{ right: padding.right + 12, bottom: padding.bottom + 12 }}
      aria-label={t("group")}
    >
      {buttons.map(({ name, icon, press, disabled = false }, i) => (
        <Fragment key={name}>
          {i > 0 && <span className="h-px bg-line" aria-hidden="true" />}
          <button
            type="button"
            className="flex h-9 items-center justify-center text-muted hover:bg-sunken hover:text-ink focus-visible:-outline-offset-2 disabled:opacity-40 disabled:hover:bg-transparent"
            title={name}
            aria-label={name}
            aria-disabled={disabled}
            onClick={disabled ? undefined : press}
          >
            {icon}
          </button>
        </Fragment>
      ))}
    </fieldset>
  );
}
