"use client";

import type { ReactNode } from "react";
import {
  Collection,
  Header,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  ListLayout,
  Virtualizer,
} from "react-aria-components";

export interface RowGroup {
  id: string;
  title: string;
  rows: readonly { id: string; name: string }[];
}

interface Props {
  label: string;
  groups: readonly RowGroup[];
  selectedId: string | null;
  onOpen: (id: string) => void;
  renderRow: (id: string) => ReactNode;
  renderEmpty: () => ReactNode;
}

const layoutOptions = { rowSize: 56, headingSize: 30 };

/**
 * Grouped rows of 56 px. Only those in view are in the document, so two thousand cost what twenty do; arrows, Home,
 * End and typing a name move between all of them.
 */
export function RowList({ label, groups, selectedId, onOpen, renderRow, renderEmpty }: Props) {
  return (
    <Virtualizer layout={ListLayout} layoutOptions={layoutOptions}>
      <ListBox
        aria-label={label}
        items={groups}
        selectionMode="single"
        selectedKeys={selectedId === null ? [] : [selectedId]}
        renderEmptyState={renderEmpty}
        className="h-full w-full overflow-x-hidden overflow-y-auto overscroll-contain"
      >
        {(group) => (
          <ListBoxSection id={group.id}>
            <Header className="caps-label flex h-full items-end bg-surface px-4 pb-1">{group.title}</Header>
            <Collection items={group.rows}>
              {(row) => (
                <ListBoxItem
                  id={row.id}
                  textValue={row.name}
                  onPress={() => onOpen(row.id)}
                  onKeyDown={(event) => {
                    if (event.key === "Enter" || event.key === " ") onOpen(row.id);
                  }}
                  className="relative block h-full w-full border-b border-line outline-offset-[-2px] transition-colors data-hovered:bg-sunken data-selected:bg-accent-soft data-selected:before:absolute data-selected:before:inset-y-2 data-selected:before:left-0 data-selected:before:w-[3px] data-selected:before:rounded-r data-selected:before:bg-accent"
                >
                  {renderRow(row.id)}
                </ListBoxItem>
              )}
            </Collection>
          </ListBoxSection>
        )}
      </ListBox>
    </Virtualizer>
  );
}
