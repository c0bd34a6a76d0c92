"use client";

import { useState } from "react";
import { useStored } from "@/hooks/use-stored";

export const minPanelWidth = 280;
export const maxPanelWidth = 560;
const usualPanelWidth = 344;

export const sheets = ["peek", "half", "full"] as const;
/** How far the sheet of a phone is pulled up. */
export type Sheet = (typeof sheets)[number];

export interface PanelSettings {
  width: number;
  setWidth: (width: number) => void;
  isHidden: boolean;
  setHidden: (isHidden: boolean) => void;
  sheet: Sheet;
  setSheet: (sheet: Sheet) => void;
}

/** How this browser likes the left panel. */
export function usePanelSettings(): PanelSettings {
  const [width, setWidth] = useStored("truckroll.panel.width", usualPanelWidth, (text) =>
    Number.isFinite(Number(text)) ? clampWidth(Number(text)) : null,
  );
  const [isHidden, setHidden] = useStored("truckroll.panel.hidden", false, (text) => text === "true");
  const [sheet, setSheet] = useState<Sheet>("half");
  return { width, setWidth: (next) => setWidth(clampWidth(next)), isHidden, setHidden, sheet, setSheet };
}

export function clampWidth(width: number): number {
  return Math.round(Math.min(maxPanelWidth, Math.max(minPanelWidth, width)));
}

/** Top bar and page bar of a phone, px. */
const barsHeight = 48 + 56;

/** Height of the sheet in px. @param windowHeight px */
export function sheetHeight(sheet: Sheet, windowHeight: number): number {
  if (sheet === "peek") return 64;
  return shareOfMap(sheet === "half" ? 0.52 : 0.92, windowHeight);
}

/** So much of what the bars leave, in px. */
export function shareOfMap(share: number, windowHeight: number): number {
  return Math.round((windowHeight - barsHeight) * share);
}
