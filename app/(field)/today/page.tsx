import type { Metadata } from "next";
import { TodayPage } from "@/components/field/today-page";
import { requireSession } from "../../current-session";

export const metadata: Metadata = { title: "Today" };

export default async function Page() {
  const { user } = await requireSession("/today");
  return <TodayPage viewer={user} />;
}
