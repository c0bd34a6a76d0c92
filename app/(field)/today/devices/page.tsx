import type { Metadata } from "next";
import { OwnDevicesPage } from "@/components/field/own-devices-page";
import { requireSession } from "../../../current-session";

export const metadata: Metadata = { title: "Your devices" };

export default async function Page() {
  await requireSession("/today/devices");
  return <OwnDevicesPage />;
}
