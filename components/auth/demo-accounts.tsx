"use client";

import { ChevronRight } from "lucide-react";
import { Button } from "react-aria-components";
import { useTranslations } from "use-intl";
import type { DemoAccount } from "@/hooks/use-sign-in-options";

interface Props {
  accounts: readonly DemoAccount[];
  isDisabled: boolean;
  onChoose: (email: string) => void;
}

/** On a demo install only: one tap signs in as somebody. */
export function DemoAccounts({ accounts, isDisabled, onChoose }: Props) {
  const t = useTranslations("auth.demo");
  const roles = useTranslations("shell.roles");
  return (
    <section aria-labelledby="demo" className="panel w-full max-w-96 p-2">
      <h2 id="demo" className="caps-label px-3 pt-2">
        {t("title")}
      </h2>
      <p className="px-3 pb-1.5 text-xs text-muted">{t("hint")}</p>
      <ul className="max-h-68 overflow-y-auto">
        {accounts.map((account) => (
          <li key={account.email}>
            <Button
              isDisabled={isDisabled}
              onPress={() => onChoose(account.email)}
              className="flex min-h-11 w-full items-center gap-2 rounded-lg px-3 py-1 text-left text-sm data-disabled:opacity-50 data-hovered:bg-sunken"
            >
              <span className="min-w-0 flex-1">
                <span className="block font-semibold">{roles(account.role)}</span>
                <span className="block truncate text-xs text-muted">{account.email}</span>
              </span>
              <ChevronRight aria-hidden size={15} className="text-muted" />
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
