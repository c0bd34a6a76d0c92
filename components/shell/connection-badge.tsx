"use client";

import { Button } from "react-aria-components";
import { useTranslations } from "use-intl";
import { useClock } from "@/components/time/clock-time";
import { classNames } from "@/components/ui/class-names";
import { Menu, MenuItem, MenuSection } from "@/components/ui/menu";
import { describeConnection, type LiveMode } from "@/hooks/live/connection-state";
import { useConnection, useLiveMode, useNow } from "@/hooks/live/use-live";

const tones = {
  good: "bg-available-soft text-available-text",
  warn: "bg-at-risk-soft text-at-risk-text",
  bad: "bg-critical-soft text-critical-text",
} as const;

const modes: readonly LiveMode[] = ["live", "polling"];

/** How fresh the screen is, and the switch between live and every 15 s. */
export function ConnectionBadge() {
  const t = useTranslations("shell.connection");
  const live = useTranslations("live.connection");
  const clock = useClock();
  const connection = useConnection();
  const now = useNow();
  const [mode, setMode] = useLiveMode();
  const { tone, id, values } = describeConnection(connection, now);
  const words = live(id, values);
  const asOf =
    connection.dataAsOf === null
      ? null
      : t("dataAsOf", { time: clock(connection.dataAsOf, { seconds: true }) });
  return (
    <Menu
      label={t("menu")}
      heading={
        <>
          <p className="text-sm font-semibold">{words}</p>
          {asOf && <p className="text-xs text-muted">{asOf}</p>}
          {connection.because === "socket_failed" && (
            <p className="mt-1 max-w-60 text-xs text-muted">{t("socketFailed")}</p>
          )}
        </>
      }
      trigger={
        <Button
          // While all is well the moment is now, and a name that changes every second is read out again and again.
          aria-label={asOf && tone !== "good" ? t("labelAsOf", { state: words, asOf }) : words}
          className={classNames(
            "flex h-7 shrink-0 items-center gap-2 rounded-full px-3 text-xs font-semibold whitespace-nowrap",
            tones[tone],
          )}
        >
          <span
            aria-hidden
            className={classNames(
              "size-2 bg-current",
              tone === "good"
                ? "rounded-full"
                : tone === "warn"
                  ? "rotate-45 rounded-[1px]"
                  : "rounded-[2px]",
            )}
          />
          {words}
          {tone !== "good" && asOf && <span className="font-medium max-lg:hidden">{asOf}</span>}
        </Button>
      }
    >
      <MenuSection
        title={t("updates")}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[mode]}
        onSelectionChange={(keys) => {
          const chosen = modes.find((name) => keys !== "all" && keys.has(name));
          if (chosen) setMode(chosen);
        }}
      >
        {modes.map((name) => (
          <MenuItem key={name} id={name} hint={t(`modes.${name}.hint`)}>
            {t(`modes.${name}.name`)}
          </MenuItem>
        ))}
      </MenuSection>
    </Menu>
  );
}
