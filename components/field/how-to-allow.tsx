"use client";

import { useTranslations } from "use-intl";
import type { LocationPermission } from "@/lib/tracking/phone-page/types";

/** Why the browser does not give the position, and what to do about it. */
export function HowToAllow({ permission }: { permission: LocationPermission }) {
  const t = useTranslations("field.blocked");
  if (permission === "insecure" || permission === "unsupported") return <p>{t(permission)}</p>;
  return (
    <>
      <p>{t("denied")}</p>
      <ol className="list-decimal space-y-1.5 pl-5">
        <li>{t("steps.one")}</li>
        <li>{t("steps.two")}</li>
        <li>{t("steps.three")}</li>
      </ol>
    </>
  );
}
