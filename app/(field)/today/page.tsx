import type { Metadata } from "next";
import { Today } from "@/components/field/today";
import { requireSession } from "../../current-session";

export const metadata: Metadata = { title: "Today" };

export default async function Page() {
  await requireSession("/today");
  return <Today />;
}
