"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";

/** Why a sign-in did not work, as far as it may be told. `until` is epoch ms. */
export type Refusal =
  | { kind: "wrong" | "unavailable" | "incomplete" | "sso_failed" }
  | { kind: "locked_out" | "busy"; until: number };

/**
 * Reads the error word next-auth hands over. Unknown account and wrong password are the same word.
 * @param now epoch ms
 */
export function readRefusal(error: string | null, now: number): Refusal | null {
  if (!error) return null;
  const [, kind, seconds] = /^(locked_out|busy):(\d+)$/.exec(error) ?? [];
  if (kind === "locked_out" || kind === "busy") return { kind, until: now + Number(seconds) * 1000 };
  if (error === "wrong_credentials" || error === "CredentialsSignin") return { kind: "wrong" };
  if (error.startsWith("OAuth") || error === "AccessDenied" || error === "Callback")
    return { kind: "sso_failed" };
  return { kind: "unavailable" };
}

/** The refusal in words; a wait counts down and ends by itself. */
export function useRefusalText(refusal: Refusal | null): string | null {
  const t = useTranslations("auth.refusal");
  const secondsLeft = useCountdown(refusal && "until" in refusal ? refusal.until : null);
  if (!refusal) return null;
  if (!("until" in refusal)) return t(refusal.kind);
  if (secondsLeft <= 0) return t("lock_over");
  if (refusal.kind === "busy") return t("busy_seconds", { seconds: secondsLeft });
  if (secondsLeft < 60) return t("locked_seconds", { seconds: secondsLeft });
  return t("locked_minutes", { minutes: Math.ceil(secondsLeft / 60) });
}

function useCountdown(until: number | null): number {
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (until === null) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [until]);
  return until === null ? 0 : Math.ceil((until - Math.max(now, 0)) / 1000);
}
