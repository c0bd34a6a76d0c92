import { redirect } from "next/navigation";
import { cache } from "react";
import { getSession } from "@/lib/auth/get-session";
import type { SessionView } from "@/lib/auth/types";

/** Who is asking; read once however many parts of a page want to know. */
export const currentSession = cache(getSession);

type SearchParams = Record<string, string | string[] | undefined>;

/**
 * The signed-in person; somebody who is not signed in goes to the sign-in page and comes back to this address.
 * @param path of the page that asks, with its search parameters so that a shared link survives the sign-in
 */
export async function requireSession(path: string, searchParams: SearchParams = {}): Promise<SessionView> {
  const session = await currentSession();
  if (session) return session;
  const search = new URLSearchParams(
    Object.entries(searchParams).flatMap(([key, value]) => (typeof value === "string" ? [[key, value]] : [])),
  );
  const back = search.size > 0 ? `${path}?${search}` : path;
  redirect(`/sign-in?callbackUrl=${encodeURIComponent(back)}`);
}
