import type { Metadata } from "next";
import { SettingsPage } from "@/components/settings/settings-page";
import { requireSession } from "../../current-session";

export const metadata: Metadata = { title: "Settings" };

export default async function Page({ searchParams }: { searchParams: Promise<Record<string, string>> }) {
  await requireSession("/settings", await searchParams);
  return <SettingsPage />;
}
