"use client";

import type { ReactNode, Ref } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";
import { classNames } from "./class-names";

type Look = "primary" | "secondary" | "quiet" | "danger";
type Size = "small" | "medium" | "touch" | "thumb";

const looks: Record<Look, string> = {
  primary: "bg-accent text-on-accent data-hovered:bg-accent-hover border-transparent",
  secondary: "bg-surface text-ink border-line data-hovered:border-line-strong data-hovered:bg-sunken",
  quiet: "bg-transparent text-ink border-transparent data-hovered:bg-sunken",
  danger: "bg-surface text-critical-text border-line data-hovered:bg-critical-soft",
};

const sizes: Record<Size, string> = {
  small: "h-7 px-2.5 text-xs gap-1.5 rounded-[7px]",
  medium: "h-8 px-3 text-sm gap-1.5 rounded-control",
  touch: "min-h-12 px-4 text-base gap-2 rounded-xl",
  thumb: "min-h-16 px-6 text-lg gap-3 rounded-[18px]",
};

/** The class list of a button, for links that look like one. */
export function buttonClass(look: Look, size: Size, extra?: string): string {
  return classNames(
    "inline-flex shrink-0 items-center justify-center border font-semibold whitespace-nowrap select-none",
    "transition-colors data-pressed:opacity-85 data-disabled:opacity-45 data-pending:opacity-70",
    looks[look],
    sizes[size],
    extra,
  );
}

export interface ButtonProps extends Omit<AriaButtonProps, "children" | "className" | "style"> {
  look?: Look;
  size?: Size;
  icon?: ReactNode;
  className?: string;
  children: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

/** A button with words. While `isPending` it stays focusable and says so to assistive technology. */
export function Button({
  look = "secondary",
  size = "medium",
  icon,
  className,
  children,
  ...props
}: ButtonProps) {
  return (
    <AriaButton {...props} className={buttonClass(look, size, className)}>
      {icon}
      {children}
    </AriaButton>
  );
}
