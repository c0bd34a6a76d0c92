"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { useTranslations } from "use-intl";

interface Props {
  onClose: () => void;
  /** Told how much of the map the bar covers, px. */
  onHeight: (height: number) => void;
  children: ReactNode;
}

/**
 * The bar of a playback. It takes the focus when it opens, so that its keys work at once, and Esc closes it before the
 * drawer beside it.
 */
export function PlaybackFrame({ onClose, onHeight, children }: Props) {
  const t = useTranslations("playback");
  const bar = useRef<HTMLElement>(null);
  useEffect(() => bar.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    if (bar.current === null) return;
    const watch = new ResizeObserver(([entry]) => onHeight(entry?.borderBoxSize[0]?.blockSize ?? 0));
    watch.observe(bar.current);
    return () => watch.disconnect();
  }, [onHeight]);
  useEffect(() => {
    const close = (event: KeyboardEvent) => {
      const isCovered =
        document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null;
      if (event.key !== "Escape" || event.defaultPrevented || isCovered) return;
      event.preventDefault();
      onClose();
    };
    // Before the drawer hears it.
    window.addEventListener("keydown", close, true);
    return () => window.removeEventListener("keydown", close, true);
  }, [onClose]);
  return (
    <section
      ref={bar}
      tabIndex={-1}
      aria-label={t("label")}
      className="panel animate-overlay pointer-events-auto w-full border-at-risk outline-none max-md:rounded-b-none max-md:border-x-0 max-md:border-b-0"
    >
      {children}
    </section>
  );
}
