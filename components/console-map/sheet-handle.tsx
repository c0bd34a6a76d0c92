"use client";

import { useRef } from "react";
import { useTranslations } from "use-intl";
import { type Sheet, sheetHeight, sheets } from "./panel-settings";

interface Props {
  sheet: Sheet;
  setSheet: (sheet: Sheet) => void;
}

/** The grip of the phone's sheet: drag it up or down, or tap to go to the next height. */
export function SheetHandle({ sheet, setSheet }: Props) {
  const t = useTranslations("map.panel");
  const startY = useRef<number | null>(null);
  const next = sheets[(sheets.indexOf(sheet) + 1) % sheets.length] ?? "half";
  return (
    <button
      type="button"
      aria-label={t(`sheet.${next}`)}
      className="flex h-5 w-full shrink-0 touch-none items-center justify-center md:hidden"
      onPointerDown={(event) => {
        startY.current = event.clientY;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerUp={(event) => {
        const moved = startY.current === null ? 0 : startY.current - event.clientY;
        startY.current = null;
        if (Math.abs(moved) > 12) setSheet(nearest(sheetHeight(sheet, window.innerHeight) + moved));
        else setSheet(next);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        setSheet(next);
      }}
    >
      <span className="h-1 w-10 rounded-full bg-line-strong" />
    </button>
  );
}

function nearest(height: number): Sheet {
  const distance = (sheet: Sheet) => Math.abs(sheetHeight(sheet, window.innerHeight) - height);
  return [...sheets].sort((a, b) => distance(a) - distance(b))[0] ?? "half";
}
