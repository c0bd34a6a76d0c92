"use client";

import { useId } from "react";
import { Switch, type SwitchProps } from "react-aria-components";
import { classNames } from "./class-names";

interface Props extends Omit<SwitchProps, "children" | "className" | "style"> {
  label: string;
  hint: string;
  /** On the phone: a target of 48 px. */
  touch?: boolean;
}

/** Something that is on or off at once, with a sentence on what that means. */
export function SwitchField({ label, hint, touch = false, ...props }: Props) {
  const hintId = useId();
  return (
    <div className="flex flex-col gap-0.5">
      <Switch
        {...props}
        aria-describedby={hintId}
        className={classNames(
          "group flex w-fit items-center gap-2.5 text-sm font-semibold data-disabled:opacity-45",
          touch && "min-h-12",
        )}
      >
        <span
          aria-hidden
          className="flex h-5 w-9 shrink-0 items-center rounded-full border border-line-strong bg-sunken p-0.5 transition-colors group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-accent group-data-selected:border-accent group-data-selected:bg-accent"
        >
          <span className="size-3.5 rounded-full bg-muted transition-transform group-data-selected:translate-x-4 group-data-selected:bg-on-accent" />
        </span>
        {label}
      </Switch>
      <p id={hintId} className="text-xs text-muted">
        {hint}
      </p>
    </div>
  );
}
