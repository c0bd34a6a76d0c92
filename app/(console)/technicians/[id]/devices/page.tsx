import type { Metadata } from "next";
import { DevicesPage } from "@/components/devices/devices-page";
import { requireSession } from "../../../../current-session";

export const metadata: Metadata = { title: "Devices" };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  await requireSession(`/technicians/${encodeURIComponent(id)}/devices`);
  return <DevicesPage technicianId={id} />;
}
