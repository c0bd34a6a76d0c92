"use client";

import type { ReactNode } from "react";
import { UserMenu } from "@/components/shell/user-menu";

/** The bar on top of the phone: what is shared, and the account. */
export function FieldHeader({ children }: { children?: ReactNode }) {
  return (
    <header className="sticky top-0 z-10 border-b border-line bg-surface">
      <div className="mx-auto flex h-17.5 max-w-140 items-center justify-between gap-3 px-4">
        <div className="min-w-0">{children}</div>
        <UserMenu touch />
      </div>
    </header>
  );
}
