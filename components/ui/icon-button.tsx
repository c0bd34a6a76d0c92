"use client";

import type { ReactNode } from "react";
import { Button, type ButtonProps, type TooltipProps } from "react-aria-components";
import { classNames } from "./class-names";
import { Tooltip } from "./tooltip";

interface Props extends Omit<ButtonProps, "children" | "className" | "style"> {
  /** Spoken name and tooltip. */
  label: string;
  icon: ReactNode;
  shortcut?: string;
  isBordered?: boolean;
  className?: string;
  placement?: TooltipProps["placement"];
}

/** A button that is only an icon; its label is spoken and shown as a tooltip. */
export function IconButton({
  label,
  icon,
  shortcut,
  isBordered = false,
  className,
  placement,
  ...props
}: Props) {
  return (
    <Tooltip text={label} shortcut={shortcut} placement={placement}>
      <Button
        {...props}
        aria-label={label}
        className={classNames(
          "inline-flex size-8 shrink-0 items-center justify-center rounded-control text-muted transition-colors",
          "data-hovered:bg-sunken data-hovered:text-ink data-pressed:opacity-80 data-disabled:opacity-45",
          isBordered && "border border-line bg-surface text-ink",
          className,
        )}
      >
        {icon}
      </Button>
    </Tooltip>
  );
}
