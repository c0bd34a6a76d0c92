"use client";

import { LogOut, Monitor, MonitorOff, Moon, Sun } from "lucide-react";
import { signOut } from "next-auth/react";
import { useState } from "react";
import { Button } from "react-aria-components";
import { useTranslations } from "use-intl";
import { Menu, MenuItem, MenuSection, MenuSeparator } from "@/components/ui/menu";
import { initials } from "@/lib/dispatch/names";
import { SignOutEverywhere } from "./sign-out-everywhere";
import { type Theme, themes, useTheme } from "./use-theme";
import { useViewer } from "./viewer";

const icons = { system: Monitor, light: Sun, dark: Moon } as const;

export function UserMenu({ touch = false }: { touch?: boolean }) {
  const t = useTranslations("shell");
  const viewer = useViewer();
  const { theme, setTheme } = useTheme();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Menu
        label={t("account")}
        heading={
          <>
            <p className="text-sm font-semibold">{viewer.name}</p>
            <p className="text-xs text-muted">
              {t(`roles.${viewer.role}`)} · {viewer.tenantName}
            </p>
            <p className="text-xs text-muted">{viewer.email}</p>
          </>
        }
        trigger={
          <Button
            aria-label={t("accountOf", { name: viewer.name })}
            className={`group flex shrink-0 items-center justify-center rounded-full ${touch ? "-mr-1 size-12" : "size-8"}`}
          >
            <span
              className={`flex items-center justify-center rounded-full bg-accent-soft text-xs font-bold text-accent group-data-hovered:brightness-95 ${touch ? "size-10" : "size-8"}`}
            >
              {initials(viewer.name)}
            </span>
          </Button>
        }
      >
        <MenuSection
          title={t("theme.title")}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[theme]}
          onSelectionChange={(keys) => {
            const chosen = themes.find((name) => keys !== "all" && keys.has(name));
            if (chosen) setTheme(chosen);
          }}
        >
          {themes.map((name) => (
            <MenuItem key={name} id={name} icon={<ThemeIcon theme={name} />}>
              {t(`theme.${name}`)}
            </MenuItem>
          ))}
        </MenuSection>
        <MenuSeparator />
        <MenuItem
          icon={<LogOut aria-hidden size={15} />}
          onAction={() => {
            void signOut({ callbackUrl: "/sign-in" });
          }}
        >
          {t("signOut")}
        </MenuItem>
        <MenuItem icon={<MonitorOff aria-hidden size={15} />} onAction={() => setAsking(true)}>
          {t("signOutEverywhere.action")}
        </MenuItem>
      </Menu>
      <SignOutEverywhere isOpen={isAsking} touch={touch} onClose={() => setAsking(false)} />
    </>
  );
}

export function ThemeIcon({ theme }: { theme: Theme }) {
  const Icon = icons[theme];
  return <Icon aria-hidden size={15} />;
}
