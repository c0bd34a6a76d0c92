import type { Metadata } from "next";
import { JobsPage } from "@/components/jobs/jobs-page";
import { requireSession } from "../../current-session";

export const metadata: Metadata = { title: "Jobs" };

export default async function Page({ searchParams }: { searchParams: Promise<Record<string, string>> }) {
  await requireSession("/jobs", await searchParams);
  return <JobsPage />;
}
