"use client";

import { Check } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuSection as AriaMenuSection,
  Header,
  type MenuItemProps,
  type MenuSectionProps,
  MenuTrigger,
  Popover,
  type PopoverProps,
  Separator,
} from "react-aria-components";
import { classNames } from "./class-names";

interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement;
  label: string;
  /** Shown above the items, not part of the choices. */
  heading?: ReactNode;
  placement?: PopoverProps["placement"];
  children: ReactNode;
}

/** A menu behind a button. */
export function Menu({ trigger, label, heading, placement = "bottom end", children }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover
        placement={placement}
        offset={6}
        className="animate-overlay min-w-56 overflow-auto rounded-xl border border-line bg-surface shadow-overlay"
      >
        {heading && <div className="border-b border-line px-3 py-2.5">{heading}</div>}
        <AriaMenu aria-label={label} className="p-1 outline-none">
          {children}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

interface ItemProps extends Omit<MenuItemProps, "children" | "className" | "style"> {
  icon?: ReactNode;
  /** Second line. */
  hint?: string;
  danger?: boolean;
  children: string;
}

export function MenuItem({ icon, hint, danger = false, children, ...props }: ItemProps) {
  return (
    <AriaMenuItem
      {...props}
      textValue={children}
      className={classNames(
        "flex min-h-8 items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-sm font-medium outline-none",
        "data-focused:bg-sunken data-disabled:opacity-45",
        danger ? "text-critical-text" : "text-ink",
      )}
    >
      {({ isSelected, selectionMode }) => (
        <>
          {icon && <span className="text-muted">{icon}</span>}
          <span className="flex-1">
            {children}
            {hint && <span className="block text-xs font-normal text-muted">{hint}</span>}
          </span>
          {selectionMode !== "none" && (
            <Check aria-hidden size={15} className={isSelected ? "text-accent" : "invisible"} />
          )}
        </>
      )}
    </AriaMenuItem>
  );
}

/** Choices that belong together; give `selectionMode` for a choice that stays. */
export function MenuSection({
  title,
  children,
  ...props
}: Omit<MenuSectionProps<object>, "className" | "style" | "children" | "aria-label"> & {
  title: string;
  children: ReactNode;
}) {
  return (
    <AriaMenuSection {...props} aria-label={title}>
      <Header className="caps-label px-2.5 pt-2 pb-1">{title}</Header>
      {children}
    </AriaMenuSection>
  );
}

export function MenuSeparator() {
  return <Separator className="my-1 h-px border-0 bg-line" />;
}
