"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { Focusable } from "react-aria-components";
import { useTranslations } from "use-intl";
import { classNames } from "@/components/ui/class-names";
import { Tooltip } from "@/components/ui/tooltip";
import { mayView } from "./may-view";
import { consolePages, pageAt } from "./pages";
import { useViewer } from "./viewer";

/** The pages of the console: a rail on the left, a bar at the bottom of a phone. */
export function Rail() {
  const t = useTranslations("shell");
  const viewer = useViewer();
  const current = pageAt(usePathname());
  return (
    <nav
      aria-label={t("rail")}
      className="z-20 flex shrink-0 border-line bg-surface max-md:order-last max-md:h-14 max-md:justify-around max-md:border-t md:w-14 md:flex-col md:items-center md:gap-1 md:border-r md:py-2"
    >
      <Link
        href="/map"
        aria-label={t("home")}
        className="mb-3 flex size-8.5 items-center justify-center rounded-[10px] bg-accent text-lg font-bold text-on-accent max-md:hidden"
      >
        T
      </Link>
      {consolePages
        .filter((page) => mayView(viewer, page.permission))
        .map((page) => {
          const isCurrent = page.id === current?.id;
          return (
            <Tooltip key={page.id} text={t(`pages.${page.id}`)} placement="right">
              <Focusable>
                <Link
                  href={page.href}
                  aria-current={isCurrent ? "page" : undefined}
                  className={classNames(
                    "flex items-center justify-center rounded-[10px] transition-colors max-md:h-14 max-md:flex-1 max-md:flex-col max-md:gap-0.5 max-md:rounded-none md:size-10",
                    isCurrent
                      ? "bg-accent-soft text-accent max-md:bg-transparent"
                      : "text-muted hover:bg-sunken hover:text-ink",
                  )}
                >
                  <page.icon aria-hidden size={19} strokeWidth={1.9} />
                  <span className="text-2xs font-semibold md:sr-only">{t(`pages.${page.id}`)}</span>
                </Link>
              </Focusable>
            </Tooltip>
          );
        })}
    </nav>
  );
}
