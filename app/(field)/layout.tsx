import type { ReactNode } from "react";
import { FieldFrame } from "@/components/field/field-frame";
import { currentSession } from "../current-session";

/** The phone. A page below sends whoever is not signed in to the sign-in page. */
export default async function FieldLayout({ children }: { children: ReactNode }) {
  const session = await currentSession();
  return session ? <FieldFrame viewer={session.user}>{children}</FieldFrame> : children;
}
