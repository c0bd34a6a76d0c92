"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FeedLine } from "./feed-line";
import { useFeed } from "./use-feed";

const page = 40;

/** The longer list of what happened, newest first. */
export function FeedList({ onOpenJob }: { onOpenJob: (jobId: string) => void }) {
  const t = useTranslations("map.feed");
  const entries = useFeed();
  const [shown, setShown] = useState(page);
  if (entries.length === 0) return <EmptyState title={t("none.title")}>{t("none.hint")}</EmptyState>;
  return (
    <>
      <ol className="divide-y divide-line">
        {entries.slice(0, shown).map((entry) => (
          <li key={entry.seq}>
            <FeedLine entry={entry} onOpenJob={onOpenJob} isWrapped />
          </li>
        ))}
      </ol>
      {entries.length > shown && (
        <div className="flex justify-center border-t border-line p-2">
          <Button size="small" look="quiet" onPress={() => setShown(shown + page)}>
            {t("more")}
          </Button>
        </div>
      )}
    </>
  );
}
