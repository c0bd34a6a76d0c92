"use client";

import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { classNames } from "./class-names";

interface Props {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  /** What this is about, under the title. */
  lead?: ReactNode;
  children: ReactNode;
  /** Buttons, in reading order. */
  footer?: ReactNode;
  /** Asks something that must be answered. */
  alert?: boolean;
  /** Room for two columns. */
  wide?: boolean;
  /** A click outside closes it; false where that would lose something. */
  isDismissable?: boolean;
}

/** A modal dialog: focus stays inside, Esc and a click outside close it, the focus returns to where it was. */
export function Dialog({
  isOpen,
  onClose,
  title,
  lead,
  children,
  footer,
  alert = false,
  wide = false,
  isDismissable = !alert,
}: Props) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isDismissable={isDismissable}
      className="fixed inset-0 z-40 flex items-end justify-center bg-scrim p-3 sm:items-start sm:pt-[max(12vh,112px)]"
    >
      <Modal
        className={classNames(
          "animate-overlay flex max-h-full w-full flex-col",
          wide ? "max-w-3xl" : "max-w-md",
        )}
      >
        <AriaDialog
          role={alert ? "alertdialog" : "dialog"}
          className={classNames(
            "flex max-h-[calc(100dvh-24px)] flex-col overflow-hidden rounded-[18px] border border-line bg-surface shadow-overlay sm:max-h-[76vh]",
          )}
        >
          <header className="px-5 pt-4 pb-3">
            <Heading slot="title" className="text-lg font-bold">
              {title}
            </Heading>
            {lead && <p className="mt-0.5 text-sm text-muted">{lead}</p>}
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-4">{children}</div>
          {footer && (
            <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
              {footer}
            </footer>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
