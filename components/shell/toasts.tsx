"use client";

import { usePathname } from "next/navigation";
import { Toaster } from "sonner";

/**
 * What this person just did, and how to take it back. The world's events go to the feed instead. On the technician's
 * phone it stands above the one button, at the thumb, and not over the job.
 */
export function Toasts() {
  const isField = usePathname() === "/today";
  return (
    <Toaster
      position={isField ? "bottom-center" : "top-center"}
      offset={{ top: 60, bottom: 132 }}
      mobileOffset={{ top: 82, bottom: 132, left: 14, right: 14 }}
      gap={8}
      // Under dialogs and the palette: a word about the last thing must not lie over the next.
      style={{ fontFamily: "inherit", zIndex: 30 }}
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
