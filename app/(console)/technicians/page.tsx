import type { Metadata } from "next";
import { TechniciansPage } from "@/components/technicians/technicians-page";
import { requireSession } from "../../current-session";

export const metadata: Metadata = { title: "Technicians" };

export default async function Page({ searchParams }: { searchParams: Promise<Record<string, string>> }) {
  await requireSession("/technicians", await searchParams);
  return <TechniciansPage />;
}
