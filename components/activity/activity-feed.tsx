"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/icon-button";
import { FeedLine } from "./feed-line";
import { FeedList } from "./feed-list";
import { useFeed } from "./use-feed";

const newest = 2;

/** The last two things that happened, over the map; opens to the whole list. */
export function ActivityFeed({ onOpenJob }: { onOpenJob: (jobId: string) => void }) {
  const t = useTranslations("map.feed");
  const [isOpen, setOpen] = useState(false);
  const wasToggled = useRef(false);
  const entries = useFeed().slice(0, newest);
  const toggle = (
    <IconButton
      label={isOpen ? t("collapse") : t("expand")}
      placement="top"
      aria-expanded={isOpen}
      icon={isOpen ? <ChevronDown aria-hidden size={16} /> : <ChevronUp aria-hidden size={16} />}
      // It moves to another corner with the list; the focus goes with it.
      autoFocus={wasToggled.current}
      onPress={() => {
        wasToggled.current = true;
        setOpen(!isOpen);
      }}
    />
  );
  if (isOpen) {
    return (
      <section
        aria-label={t("label")}
        className="panel pointer-events-auto flex max-h-[min(52vh,480px)] w-full max-w-120 flex-col overflow-hidden @max-[240px]:hidden"
      >
        <header className="flex items-center justify-between border-b border-line py-1 pr-1.5 pl-4">
          <h2 className="text-sm font-semibold">{t("label")}</h2>
          {toggle}
        </header>
        <div className="min-h-0 overflow-y-auto">
          <FeedList onOpenJob={onOpenJob} />
        </div>
      </section>
    );
  }
  if (entries.length === 0) return null;
  return (
    <section aria-label={t("label")} className="flex w-full max-w-130 items-end gap-2 @max-[240px]:hidden">
      <ol className="flex min-w-0 flex-1 flex-col gap-2">
        {entries.map((entry) => (
          <li key={entry.seq} className="panel animate-overlay pointer-events-auto rounded-[10px]">
            <FeedLine entry={entry} onOpenJob={onOpenJob} />
          </li>
        ))}
      </ol>
      <div className="panel pointer-events-auto rounded-[10px]">{toggle}</div>
    </section>
  );
}
