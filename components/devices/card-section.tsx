"use client";

import { ChevronDown } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { Button as AriaButton } from "react-aria-components";
import { classNames } from "@/components/ui/class-names";
import { useDeviceOwner } from "./device-owner";

/** A part of a device's card that unfolds; what is inside is asked for only then. */
export function CardSection({ title, children }: { title: string; children: ReactNode }) {
  const { touch } = useDeviceOwner();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <AriaButton
        aria-expanded={isOpen}
        aria-controls={id}
        onPress={() => setOpen(!isOpen)}
        className={classNames(
          "flex w-full items-center justify-between gap-2 border-t border-line px-4 text-left text-sm font-semibold outline-offset-[-2px] data-hovered:bg-sunken",
          touch ? "min-h-12" : "min-h-10",
        )}
      >
        {title}
        <ChevronDown
          aria-hidden
          size={16}
          className={classNames("text-muted transition-transform", isOpen && "rotate-180")}
        />
      </AriaButton>
      <div id={id} hidden={!isOpen} className="border-t border-line p-4">
        {isOpen && children}
      </div>
    </>
  );
}
