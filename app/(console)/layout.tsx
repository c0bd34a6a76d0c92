import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { ConsoleFrame } from "@/components/shell/console-frame";
import { mayView } from "@/components/shell/may-view";
import { NoConsole } from "@/components/shell/no-console";
import { currentSession } from "../current-session";

/** The console and who gets in. A page below sends whoever is not signed in to the sign-in page. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const session = await currentSession();
  if (!session) return children;
  if (session.user.role === "technician") redirect("/today");
  if (!mayView(session.user, "console:view")) return <NoConsole viewer={session.user} />;
  return <ConsoleFrame viewer={session.user}>{children}</ConsoleFrame>;
}
