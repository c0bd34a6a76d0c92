"use client";

import "./globals.css";
import { IntlProvider } from "use-intl";
import { PageStopped } from "@/components/shell/page-stopped";
import { themeScript } from "@/components/shell/theme-script";
import { locale, messages } from "@/lib/i18n/messages";

/** Stands in for the whole document when even the root layout failed. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang={locale} data-theme="light" suppressHydrationWarning>
      <body>
        <script dangerouslySetInnerHTML={{ __html: themeScript }} />
        <IntlProvider locale={locale} messages={messages} timeZone="UTC">
          <PageStopped onRetry={reset} />
        </IntlProvider>
      </body>
    </html>
  );
}
