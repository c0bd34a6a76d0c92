"use client";

import { type RefObject, useEffect, useRef } from "react";

/**
 * Keeps the keyboard where it was: when what was pressed goes away with the question it answered, the focus goes to the
 * heading above it instead of to the top of the page.
 * @param count how many questions there are
 */
export function useKeepFocus(count: number): { frame: RefObject<HTMLDivElement | null>; noteUse(): void } {
  const frame = useRef<HTMLDivElement>(null);
  const wasUsed = useRef(false);
  const before = useRef(count);
  useEffect(() => {
    const isFewer = count < before.current;
    before.current = count;
    if (!isFewer || !wasUsed.current) return;
    wasUsed.current = false;
    if (document.activeElement !== document.body) return;
    const around = frame.current?.closest("section, main");
    around?.querySelector<HTMLElement>("h1[tabindex], h2[tabindex]")?.focus({ preventScroll: true });
  }, [count]);
  return {
    frame,
    noteUse: () => {
      wasUsed.current = true;
    },
  };
}
