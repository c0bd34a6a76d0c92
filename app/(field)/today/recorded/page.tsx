import type { Metadata } from "next";
import { RecordedPage } from "@/components/field/recorded-page";
import { requireSession } from "../../../current-session";

export const metadata: Metadata = { title: "What is recorded of you" };

export default async function Page() {
  await requireSession("/today/recorded");
  return <RecordedPage />;
}
