"use client";

import { X } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { IconButton } from "./icon-button";

interface Props {
  /** Spoken name of the region. */
  label: string;
  closeLabel: string;
  /** In front of the title: a shape or a pin. */
  figure?: ReactNode;
  title: ReactNode;
  subtitle?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/**
 * What is selected, beside the map; on a phone below it. Not modal: the map stays usable. It takes the focus when it
 * opens, and Esc closes it.
 */
export function Drawer({ label, closeLabel, figure, title, subtitle, onClose, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    const close = (event: KeyboardEvent) => {
      // A menu or dialog on top takes Esc for itself.
      const isCovered =
        document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null;
      if (event.key === "Escape" && !event.defaultPrevented && !isCovered) onClose();
    };
    window.addEventListener("keydown", close);
    return () => window.removeEventListener("keydown", close);
  }, [onClose]);
  return (
    <section
      aria-label={label}
      className="panel animate-overlay absolute z-20 flex flex-col overflow-hidden max-md:inset-x-0 max-md:bottom-0 max-md:h-[64%] max-md:rounded-b-none max-md:border-x-0 max-md:border-b-0 md:top-3 md:right-3 md:bottom-3 md:w-93"
    >
      <header className="flex items-start gap-3.5 px-4 pt-4 pb-3">
        {figure && <span className="mt-1">{figure}</span>}
        <div className="min-w-0 flex-1">
          <h2 ref={heading} tabIndex={-1} className="prose-figures text-lg leading-6 font-bold outline-none">
            {title}
          </h2>
          {subtitle && <div className="text-sm text-muted">{subtitle}</div>}
        </div>
        <IconButton
          label={closeLabel}
          shortcut="Esc"
          onPress={onClose}
          icon={<X aria-hidden size={17} />}
          className="-mt-0.5 -mr-1"
        />
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">{children}</div>
    </section>
  );
}
