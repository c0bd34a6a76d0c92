"use client";

import { Search, X } from "lucide-react";
import { SearchField as AriaSearchField, Button, Input } from "react-aria-components";
import { classNames } from "./class-names";

interface Props {
  label: string;
  placeholder: string;
  clearLabel: string;
  value: string;
  onChange: (value: string) => void;
  className?: string;
}

/** Search as you type; Esc empties it. */
export function SearchField({ label, placeholder, clearLabel, value, onChange, className }: Props) {
  return (
    <AriaSearchField
      aria-label={label}
      value={value}
      onChange={onChange}
      className={classNames("group relative flex items-center", className)}
    >
      <Search aria-hidden size={15} className="pointer-events-none absolute left-2.5 text-muted" />
      <Input
        placeholder={placeholder}
        className="h-8 w-full rounded-control border border-line bg-sunken pr-8 pl-8 text-sm text-ink outline-none placeholder:text-muted data-focused:border-accent data-focused:bg-surface [&::-webkit-search-cancel-button]:hidden"
      />
      <Button
        aria-label={clearLabel}
        className="absolute right-1 flex size-6 items-center justify-center rounded-md text-muted group-data-empty:invisible data-hovered:text-ink"
      >
        <X aria-hidden size={14} />
      </Button>
    </AriaSearchField>
  );
}
