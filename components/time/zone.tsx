"use client";

import type { ReactNode } from "react";
import { IntlProvider, useLocale, useMessages } from "use-intl";
import { formats } from "@/lib/i18n/formats";

/** Times below are told in this zone (IANA name), the company's. */
export function Zone({ timeZone, children }: { timeZone: string; children: ReactNode }) {
  return (
    <IntlProvider locale={useLocale()} messages={useMessages()} formats={formats} timeZone={timeZone}>
      {children}
    </IntlProvider>
  );
}
