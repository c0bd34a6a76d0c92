"use client";

import { useTranslations } from "use-intl";
import { maxPanelWidth, minPanelWidth } from "./panel-settings";

const step = 16;

interface Props {
  width: number;
  onResize: (width: number) => void;
}

/** The right edge of the panel: drag it, or focus it and use the arrow keys. */
export function PanelResizer({ width, onResize }: Props) {
  const t = useTranslations("map.panel");
  return (
    // biome-ignore lint/a11y/useSemanticElements: a focusable separator with a value is a window splitter; hr has no such form.
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={t("resize")}
      aria-valuenow={width}
      aria-valuemin={minPanelWidth}
      aria-valuemax={maxPanelWidth}
      tabIndex={0}
      className="group absolute inset-y-3 -right-2 z-10 flex w-4 cursor-col-resize touch-none items-center justify-center rounded-full max-md:hidden"
      onKeyDown={(event) => {
        const steps: Record<string, number> = {
          ArrowLeft: width - step,
          ArrowRight: width + step,
          Home: minPanelWidth,
          End: maxPanelWidth,
        };
        const next = steps[event.key];
        if (next === undefined) return;
        event.preventDefault();
        onResize(next);
      }}
      onPointerDown={(event) => {
        const grip = event.currentTarget;
        const offset = width - event.clientX;
        grip.setPointerCapture(event.pointerId);
        const move = (moved: PointerEvent) => onResize(moved.clientX + offset);
        grip.addEventListener("pointermove", move);
        grip.addEventListener("lostpointercapture", () => grip.removeEventListener("pointermove", move), {
          once: true,
        });
      }}
    >
      <span className="h-10 w-1 rounded-full bg-line-strong opacity-0 transition-opacity group-hover:opacity-100 group-focus-visible:opacity-100" />
    </div>
  );
}
