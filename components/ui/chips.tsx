"use client";

import { ToggleButton, ToggleButtonGroup } from "react-aria-components";

export interface Chip<Id extends string> {
  id: Id;
  label: string;
  count?: number;
}

interface Props<Id extends string> {
  label: string;
  chips: readonly Chip<Id>[];
  selected: Id;
  onSelect: (id: Id) => void;
}

/** One choice out of a few, with how many each would show. */
export function Chips<Id extends string>({ label, chips, selected, onSelect }: Props<Id>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[selected]}
      onSelectionChange={(keys) => {
        const chosen = chips.find((chip) => keys.has(chip.id));
        if (chosen) onSelect(chosen.id);
      }}
      className="flex flex-wrap gap-1.5 max-md:-mx-3 max-md:flex-nowrap max-md:overflow-x-auto max-md:px-3 max-md:py-1 max-md:[scrollbar-width:none]"
    >
      {chips.map((chip) => (
        <ToggleButton
          key={chip.id}
          id={chip.id}
          className="flex h-6 shrink-0 items-center max-md:h-8 max-md:px-3 gap-1 rounded-full border border-line px-2.5 text-xs font-semibold whitespace-nowrap text-muted transition-colors data-hovered:border-line-strong data-hovered:text-ink data-selected:border-ink data-selected:bg-ink data-selected:text-background"
        >
          {chip.label}
          {chip.count !== undefined && <span>{chip.count}</span>}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
