import type { Metadata } from "next";
import { MapPage } from "@/components/console-map/map-page";
import { requireSession } from "../../current-session";

export const metadata: Metadata = { title: "Live map" };

export default async function Page({ searchParams }: { searchParams: Promise<Record<string, string>> }) {
  await requireSession("/map", await searchParams);
  return <MapPage />;
}
