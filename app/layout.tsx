import "./globals.css";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { ThemeScript } from "@/components/shell/theme-script";
import { ThemeWatcher } from "@/components/shell/theme-watcher";
import { locale } from "@/lib/i18n/messages";
import { Providers } from "./providers";

export const metadata: Metadata = {
  title: { default: "Truckroll", template: "%s · Truckroll" },
  description: "Field service run live: who is where, what started, who is late.",
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang={locale} data-theme="light" suppressHydrationWarning>
      <head>
        <ThemeScript />
      </head>
      <body>
        <ThemeWatcher />
        <Providers>{children}</Providers>
      </body>
    </html>
  );
}
