"use client";

import type { ReactElement } from "react";
import { Tooltip as AriaTooltip, type TooltipProps, TooltipTrigger } from "react-aria-components";

interface Props {
  text: string;
  shortcut?: string;
  placement?: TooltipProps["placement"];
  /** One focusable element. */
  children: ReactElement;
}

/** Names what is under the pointer or the focus. */
export function Tooltip({ text, shortcut, placement = "bottom", children }: Props) {
  return (
    <TooltipTrigger delay={500} closeDelay={50}>
      {children}
      <AriaTooltip
        placement={placement}
        offset={6}
        className="animate-overlay z-50 flex max-w-64 items-center gap-2 rounded-md bg-ink px-2 py-1 text-xs font-medium text-background shadow-overlay"
      >
        {text}
        {shortcut && <kbd className="rounded bg-background/15 px-1 font-sans text-2xs">{shortcut}</kbd>}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
