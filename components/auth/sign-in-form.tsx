"use client";

import { useSearchParams } from "next/navigation";
import { signIn } from "next-auth/react";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { useDemoAccounts, useSignInProviders } from "@/hooks/use-sign-in-options";
import { DemoAccounts } from "./demo-accounts";
import { sameOriginPath } from "./same-origin-path";
import { type Refusal, readRefusal, useRefusalText } from "./sign-in-refusal";

export function SignInForm() {
  const t = useTranslations("auth");
  const parameters = useSearchParams();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [isSending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(() => readRefusal(parameters.get("error"), 0));
  const refusalText = useRefusalText(refusal);
  const demo = useDemoAccounts();
  const singleSignOn = useSignInProviders().data?.oidc;
  const goTo = sameOriginPath(parameters.get("callbackUrl"));

  async function send(as: { email: string; password: string }) {
    setSending(true);
    setRefusal(null);
    try {
      const answer = await signIn("credentials", { ...as, redirect: false });
      if (answer?.ok && !answer.error) {
        // A whole page load, so that nothing of the person before stays in memory.
        window.location.assign(goTo);
        return;
      }
      setRefusal(readRefusal(answer?.error ?? "unavailable", Date.now()));
    } catch {
      setRefusal({ kind: "unavailable" });
    }
    setSending(false);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (email.trim() && password) void send({ email: email.trim(), password });
    else setRefusal({ kind: "incomplete" });
  }

  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-4 bg-background p-4">
      <div className="panel w-full max-w-96 px-6 py-7 sm:px-8">
        <div className="mb-6 flex items-center gap-3">
          <span
            aria-hidden
            className="flex size-9 items-center justify-center rounded-[10px] bg-accent text-lg font-bold text-on-accent"
          >
            T
          </span>
          <div>
            <h1 className="text-lg leading-6 font-bold">{t("title")}</h1>
            <p className="text-sm text-muted">{t("lead")}</p>
          </div>
        </div>
        <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
          <TextField
            label={t("email")}
            type="email"
            name="email"
            autoComplete="username"
            autoFocus
            value={email}
            onChange={setEmail}
            touch
          />
          <TextField
            label={t("password")}
            type="password"
            name="password"
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
            touch
          />
          <p role="alert" className={refusalText ? "text-sm font-medium text-critical-text" : "sr-only"}>
            {refusalText}
          </p>
          <Button look="primary" size="touch" type="submit" isPending={isSending}>
            {isSending ? t("sending") : t("submit")}
          </Button>
        </form>
        {singleSignOn && (
          <Button
            size="touch"
            className="mt-3 w-full"
            onPress={() => {
              void signIn(singleSignOn.id, { callbackUrl: goTo });
            }}
          >
            {t("singleSignOn", { name: singleSignOn.name })}
          </Button>
        )}
      </div>
      {demo.data && (
        <DemoAccounts
          accounts={demo.data.accounts}
          isDisabled={isSending}
          onChoose={(account) => {
            setEmail(account);
            void send({ email: account, password: demo.data?.password ?? "" });
          }}
        />
      )}
    </main>
  );
}
