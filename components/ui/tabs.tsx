"use client";

import type { ReactNode } from "react";
import { Tab as AriaTab, TabList as AriaTabList, TabPanel, Tabs } from "react-aria-components";

export { TabPanel, Tabs };

export function TabList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <AriaTabList aria-label={label} className="flex gap-1">
      {children}
    </AriaTabList>
  );
}

export function Tab({ id, count, children }: { id: string; count?: ReactNode; children: ReactNode }) {
  return (
    <AriaTab
      id={id}
      className="flex h-8 items-center gap-1.5 rounded-control px-3 text-sm font-semibold text-muted outline-offset-[-2px] transition-colors data-hovered:text-ink data-selected:bg-sunken data-selected:text-ink"
    >
      {children}
      {count !== undefined && <span className="font-medium text-muted">{count}</span>}
    </AriaTab>
  );
}
