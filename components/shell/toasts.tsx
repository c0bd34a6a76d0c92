"use client";

import { Toaster } from "sonner";

/** What this person just did, and how to take it back. The world's events go to the feed instead. */
export function Toasts() {
  return (
    <Toaster
      position="top-center"
      offset={{ top: 60 }}
      mobileOffset={{ top: 82, left: 14, right: 14 }}
      gap={8}
      style={{ fontFamily: "inherit" }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-center gap-3 rounded-xl bg-ink px-4 py-3 text-sm font-medium text-background shadow-overlay",
          description: "text-xs opacity-80",
          actionButton:
            "ml-auto shrink-0 rounded-lg bg-background/15 px-3 py-1.5 text-sm font-semibold text-background",
          icon: "hidden",
        },
      }}
    />
  );
}
