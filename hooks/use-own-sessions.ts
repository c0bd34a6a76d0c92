"use client";

import { useMutation } from "@tanstack/react-query";
import { signOut } from "next-auth/react";
import { callApi } from "@/lib/http/client";

/** Ends every session of the signed-in person, this one included, and goes to the sign-in page. */
export function useSignOutEverywhere(userId: string) {
  return useMutation({
    mutationFn: () =>
      callApi<{ sessions_ended: number }>(`/users/${userId}/sessions/revoke`, { method: "POST" }),
    onSuccess: () => signOut({ callbackUrl: "/sign-in" }),
  });
}
