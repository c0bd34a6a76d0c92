"use client";

import "./globals.css";
import { IntlProvider } from "use-intl";
import { PageStopped } from "@/components/shell/page-stopped";
import { ThemeScript } from "@/components/shell/theme-script";
import { formats } from "@/lib/i18n/formats";
import { locale, messages } from "@/lib/i18n/messages";

/** Stands in for the whole document when even the root layout failed. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang={locale} data-theme="light" suppressHydrationWarning>
      <body>
        <ThemeScript />
        <IntlProvider locale={locale} messages={messages} formats={formats} timeZone="UTC">
          <PageStopped onRetry={reset} />
        </IntlProvider>
      </body>
    </html>
  );
}
