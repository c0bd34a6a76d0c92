"use client";

import { useQuery } from "@tanstack/react-query";
import { getProviders } from "next-auth/react";
import type { Role } from "@/lib/auth/types";

export interface DemoAccount {
  email: string;
  role: Role;
}

export const signInOptionKeys = {
  demo: ["sign-in", "demo-accounts"],
  providers: ["sign-in", "providers"],
} as const;

/** Accounts of a demo install; null everywhere else. */
export function useDemoAccounts() {
  return useQuery({
    queryKey: signInOptionKeys.demo,
    queryFn: async ({ signal }): Promise<{ accounts: DemoAccount[]; password: string } | null> => {
      const response = await fetch("/api/demo-accounts", { signal });
      return response.ok ? await response.json() : null;
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

/** Which ways to sign in this installation offers. */
export function useSignInProviders() {
  return useQuery({
    queryKey: signInOptionKeys.providers,
    queryFn: () => getProviders(),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}
