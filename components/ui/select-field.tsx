"use client";

import { useId } from "react";
import { classNames } from "./class-names";

interface Props {
  label: string;
  hint?: string;
  value: string;
  options: readonly { readonly id: string; readonly label: string }[];
  onChange: (id: string) => void;
  isDisabled?: boolean;
  className?: string;
}

/** A labelled choice of one out of many: the platform's own list, which every phone shows its own way. */
export function SelectField({ label, hint, value, options, onChange, isDisabled = false, className }: Props) {
  const id = useId();
  return (
    <div className={classNames("flex flex-col gap-1.5", className)}>
      <label htmlFor={id} className="text-sm font-semibold">
        {label}
      </label>
      <select
        id={id}
        value={value}
        disabled={isDisabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.target.value)}
        className="min-h-9 w-full rounded-control border border-line-strong bg-surface px-2.5 text-base text-ink outline-none focus:border-accent focus:ring-2 focus:ring-accent-soft disabled:border-line disabled:bg-sunken disabled:opacity-100"
      >
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.label}
          </option>
        ))}
      </select>
      {hint && (
        <p id={`${id}-hint`} className="text-xs text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}
