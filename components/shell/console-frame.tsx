"use client";

import { type ReactNode, useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { Zone } from "@/components/time/zone";
import { LiveProvider } from "@/hooks/live/live-provider";
import { useTenant } from "@/hooks/live/use-live";
import { CommandPalette } from "./command-palette";
import type { Viewer } from "./may-view";
import { Rail } from "./rail";
import { TopBar } from "./top-bar";
import { ViewerProvider } from "./viewer";

/** Rail, top bar, live data and the palette round every page of the console. */
export function ConsoleFrame({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  return (
    <ViewerProvider viewer={viewer}>
      <LiveProvider initial={null}>
        <InCompanyTime>
          <Frame>{children}</Frame>
        </InCompanyTime>
      </LiveProvider>
    </ViewerProvider>
  );
}

function InCompanyTime({ children }: { children: ReactNode }) {
  return <Zone timeZone={useTenant()?.time_zone ?? "UTC"}>{children}</Zone>;
}

function Frame({ children }: { children: ReactNode }) {
  const t = useTranslations("shell");
  const [isSearching, setSearching] = useState(false);
  useEffect(() => {
    const open = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setSearching((was) => !was);
    };
    window.addEventListener("keydown", open);
    return () => window.removeEventListener("keydown", open);
  }, []);
  return (
    <div className="flex h-dvh flex-col overflow-hidden bg-background md:flex-row">
      <a
        href="#content"
        className="sr-only z-50 rounded-lg bg-accent px-4 py-2 font-semibold text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t("skip")}
      </a>
      <Rail />
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <TopBar onSearch={() => setSearching(true)} />
        <main id="content" tabIndex={-1} className="relative min-h-0 flex-1 outline-none">
          {children}
        </main>
      </div>
      <CommandPalette isOpen={isSearching} onClose={() => setSearching(false)} />
    </div>
  );
}
