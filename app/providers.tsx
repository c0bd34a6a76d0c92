"use client";

import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { RouterProvider } from "react-aria-components";
import { IntlProvider } from "use-intl";
import { Toasts } from "@/components/shell/toasts";
import { ApiError } from "@/lib/http/client";
import { formats } from "@/lib/i18n/formats";
import { locale, messages } from "@/lib/i18n/messages";

/** A call that answers "no session" means the sign-in ended elsewhere: ask for it again and come back here. */
function leaveWhenSignedOut(error: Error) {
  if (!(error instanceof ApiError) || error.code !== "unauthenticated") return;
  const here = window.location.pathname + window.location.search;
  window.location.assign(`/sign-in?callbackUrl=${encodeURIComponent(here)}`);
}

function newQueryClient() {
  return new QueryClient({
    queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
    mutationCache: new MutationCache({ onError: leaveWhenSignedOut }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (count, error) =>
          count < 2 && (!(error instanceof ApiError) || error.status === 0 || error.status >= 500),
      },
    },
  });
}

export function Providers({ children }: { children: ReactNode }) {
  const router = useRouter();
  const [client] = useState(newQueryClient);
  return (
    <QueryClientProvider client={client}>
      {/* The company's zone replaces this one as soon as it is known (components/time/zone.tsx). */}
      <IntlProvider locale={locale} messages={messages} formats={formats} timeZone="UTC">
        <RouterProvider navigate={(path) => router.push(path)}>
          {children}
          <Toasts />
        </RouterProvider>
      </IntlProvider>
    </QueryClientProvider>
  );
}
