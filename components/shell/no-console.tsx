"use client";

import { LogOut } from "lucide-react";
import { signOut } from "next-auth/react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { Viewer } from "./may-view";

/** For a role that has no console: says what the account is for. */
export function NoConsole({ viewer }: { viewer: Viewer }) {
  const t = useTranslations("shell");
  return (
    <main className="flex min-h-dvh items-center justify-center p-4">
      <div className="panel w-full max-w-md py-4">
        <EmptyState
          title={t("noConsole.title")}
          action={
            <Button
              icon={<LogOut aria-hidden size={15} />}
              onPress={() => {
                void signOut({ callbackUrl: "/sign-in" });
              }}
            >
              {t("signOut")}
            </Button>
          }
        >
          {t("noConsole.hint", { role: t(`roles.${viewer.role}`) })}
        </EmptyState>
      </div>
    </main>
  );
}
