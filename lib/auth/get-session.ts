import { headers } from "next/headers";
import { viewSession } from "./session-view";
import type { SessionView } from "./types";

/** The signed-in person, for server components and pages; null when nobody is. */
export async function getSession(): Promise<SessionView | null> {
  return viewSession((await headers()).get("cookie"));
}
