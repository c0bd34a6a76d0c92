"use client";

import { Search } from "lucide-react";
import { usePathname } from "next/navigation";
import { Button } from "react-aria-components";
import { useTranslations } from "use-intl";
import { ConnectionBadge } from "./connection-badge";
import { DayCounts } from "./day-counts";
import { pageAt } from "./pages";
import { UserMenu } from "./user-menu";
import { useViewer } from "./viewer";

export function TopBar({ onSearch }: { onSearch: () => void }) {
  const t = useTranslations("shell");
  const viewer = useViewer();
  const page = pageAt(usePathname());
  return (
    <header className="z-20 flex h-12 shrink-0 items-center gap-3 border-b border-line bg-surface px-4">
      <h1 className="text-md font-bold whitespace-nowrap">
        {page ? t(`titles.${page.id}`) : t("titles.other")}
      </h1>
      <p className="truncate text-base text-muted max-sm:hidden">{viewer.tenantName}</p>
      <Button
        onPress={onSearch}
        aria-label={t("search.open")}
        className="ml-2 flex h-8 min-w-0 items-center gap-2.5 rounded-control border border-line bg-sunken px-2.5 text-sm text-muted transition-colors data-hovered:border-line-strong max-md:ml-auto max-md:size-8 max-md:justify-center max-md:px-0 md:w-85 md:shrink"
      >
        <Search aria-hidden size={15} className="shrink-0" />
        <span className="truncate max-md:hidden">{t("search.placeholder")}</span>
        <kbd className="ml-auto shrink-0 rounded border border-line bg-surface px-1.5 font-sans text-2xs font-medium max-md:hidden">
          {t("search.shortcut")}
        </kbd>
      </Button>
      <div className="flex items-center gap-3 md:ml-auto">
        <DayCounts />
        <ConnectionBadge />
        <UserMenu />
      </div>
    </header>
  );
}
